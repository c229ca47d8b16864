import type { Choice } from './form-state.ts';

/**
 * Parameters in a page's address, as `?letz-days=30`. The prefix keeps them apart from the page's own and from those of
 * another `<letz-params>`.
 */
export class Address {
  readonly #prefix: string;

  /** @param prefix what names begin with; `letz` where none is given */
  constructor(prefix: string) {
    this.#prefix = `${prefix || 'letz'}-`;
  }

  /** The texts that an address gives, by parameter. */
  read(search: string): Map<string, string> {
    const pairs = [...new URLSearchParams(search)].filter(([key]) => key.startsWith(this.#prefix));
    return new Map(pairs.map(([key, text]) => [key.slice(this.#prefix.length), text]));
  }

  /** The same address with these texts; undefined takes one out, all others stay. */
  write(href: string, texts: ReadonlyMap<string, string | undefined>): string {
    const url = new URL(href);
    for (const [name, text] of texts) {
      const key = this.#prefix + name;
      const { searchParams } = url;
      // Even a change that changes nothing would spell the others anew.
      if ((searchParams.get(key) ?? undefined) === text) continue;
      if (text === undefined) searchParams.delete(key);
      else searchParams.set(key, text);
    }
    return url.href;
  }
}

/** Keeps a choice in the address of the page. */
export class AddressSync {
  /** Whether the next change is the reader's, so that the browser's way back leads to before it. */
  byReader = false;
  readonly #address: Address;

  /** @param prefix as in `Address` */
  constructor(prefix: string) {
    this.#address = new Address(prefix);
  }

  /** Chooses what the address says; what is no value stays at its control. */
  read(choice: Choice): void {
    for (const [name, text] of this.#address.read(location.search)) {
      const param = choice.offered.find((offered) => offered.name === name);
      if (!param) continue;
      choice.write(param, text);
      choice.commit(param);
    }
  }

  /** Writes what is not as at first. */
  write(choice: Choice): void {
    const href = this.#address.write(location.href, choice.texts);
    if (href !== location.href) history[this.byReader ? 'pushState' : 'replaceState'](history.state, '', href);
    this.byReader = false;
  }
}
