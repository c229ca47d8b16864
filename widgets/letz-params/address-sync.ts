import { Address } from './address.ts';
import type { Choice } from './choice.ts';

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
