import type { FormState } from './form-state.ts';

/**
 * Parameters in a page's URL, as `?letz-days=30`. The prefix separates them from the page's own parameters and from those
 * of another `<letz-params>`.
 */
export class UrlParams {
  readonly #prefix: string;

  /** @param prefix of the names; by default `letz` */
  constructor(prefix: string) {
    this.#prefix = `${prefix || 'letz'}-`;
  }

  /** The texts in a URL's query string, by parameter. */
  read(search: string): Map<string, string> {
    const pairs = [...new URLSearchParams(search)].filter(([key]) => key.startsWith(this.#prefix));
    return new Map(pairs.map(([key, text]) => [key.slice(this.#prefix.length), text]));
  }

  /** The URL with these texts; undefined removes a parameter, all others stay as they are. */
  write(href: string, texts: ReadonlyMap<string, string | undefined>): string {
    const url = new URL(href);
    for (const [name, text] of texts) {
      const key = this.#prefix + name;
      const { searchParams } = url;
      // Any write to searchParams, even of the same text, re-encodes all other parameters.
      if ((searchParams.get(key) ?? undefined) === text) continue;
      if (text === undefined) searchParams.delete(key);
      else searchParams.set(key, text);
    }
    return url.href;
  }
}

/** Keeps a form's values in the URL of the page. */
export class UrlSync {
  /** True if the next write adds a history entry, so that Back returns to the values before. */
  addEntry = false;
  readonly #params: UrlParams;

  /** @param prefix of the names, as in `UrlParams` */
  constructor(prefix: string) {
    this.#params = new UrlParams(prefix);
  }

  /** Writes the URL's texts into a form; an invalid one stays a draft with its error. */
  read(state: FormState): void {
    for (const [name, text] of this.#params.read(location.search)) {
      const param = state.params.find((each) => each.name === name);
      if (!param) continue;
      state.write(param, text);
      state.commit(param);
    }
  }

  /** Writes the values that differ from the initial ones into the URL. */
  write(state: FormState): void {
    const { addEntry } = this;
    this.addEntry = false;
    try {
      const href = this.#params.write(location.href, state.texts);
      if (href !== location.href) history[addEntry ? 'pushState' : 'replaceState'](history.state, '', href);
    } catch (error) {
      // `srcdoc` and `blob:` documents have no URL that can change; Safari also limits how often one may.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
