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
