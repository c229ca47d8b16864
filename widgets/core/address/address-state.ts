import type { LitElement, ReactiveController } from 'lit';

/** Widget whose view state the page's address may hold. */
export interface AddressHost extends LitElement {
  query: string;
  /** Prefix of the names in the address; blank: the query. Without the attribute the address holds nothing. */
  syncUrl?: string | null;
}

/** View state as texts by name; a blank text is the initial state. */
export type StateTexts = Readonly<Record<string, string>>;

export interface ViewStateAccess {
  /** Returns the present state; undefined while there is no data. */
  read(): StateTexts | undefined;
  /** Restores a state. Texts that don't fit the data are ignored. */
  restore(texts: StateTexts): void;
}

/** Controller that restores a widget's view state from the page's address, as `?PREFIX.zoom=…`, and keeps it there. */
export class AddressState implements ReactiveController {
  readonly #host: AddressHost;
  readonly #access: ViewStateAccess;
  #isRestored = false;

  constructor(host: AddressHost, access: ViewStateAccess) {
    this.#host = host;
    this.#access = access;
    host.addController(this);
  }

  hostUpdated(): void {
    const state = typeof this.#host.syncUrl === 'string' ? this.#access.read() : undefined;
    if (!state) return;
    if (this.#isRestored) this.#write(state);
    else this.#restore();
  }

  get #prefix(): string {
    return `${this.#host.syncUrl || this.#host.query}.`;
  }

  #restore(): void {
    this.#isRestored = true;
    const pairs = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(this.#prefix));
    if (!pairs.length) return;
    this.#access.restore(Object.fromEntries(pairs.map(([name, text]) => [name.slice(this.#prefix.length), text])));
  }

  #write(state: StateTexts): void {
    const url = new URL(location.href);
    const { searchParams } = url;
    for (const name of [...searchParams.keys()]) {
      if (name.startsWith(this.#prefix) && !state[name.slice(this.#prefix.length)]) searchParams.delete(name);
    }
    for (const [name, text] of Object.entries(state)) {
      const key = this.#prefix + name;
      // Any write to searchParams, even of the same text, re-encodes all other parameters.
      if (text && searchParams.get(key) !== text) searchParams.set(key, text);
    }
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, '', url.href);
    } catch (error) {
      // `srcdoc` and `blob:` documents have no URL that can change; Safari also limits how often one may.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
