import type { Params } from '../../server/contract/value.ts';

/** Parameters of a context: its own, those of the context around, and those that elements inside set or have by default. */
export class ContextParams {
  /** Values set inside, by element, the latest last. */
  readonly #chosen = new Map<EventTarget, Params>();
  /** Defaults of the controls inside, by element. */
  readonly #defaults = new Map<EventTarget, Params>();

  /** Sets values that override the context's own, in place of earlier ones of the same source; the latest source wins. */
  choose(source: EventTarget, params: Params): void {
    this.#chosen.delete(source);
    this.#chosen.set(source, params);
  }

  /** Sets values for parameters that nothing else sets; the first source wins. */
  setDefaults(source: EventTarget, defaults: Params): void {
    this.#defaults.set(source, defaults);
  }

  /** The value that a source has set. */
  chosenBy(source: EventTarget, name: string): Params[string] | undefined {
    return this.#chosen.get(source)?.[name];
  }

  /** Removes the values of a source. @returns whether it had some */
  remove(source: EventTarget): boolean {
    const [chose, offered] = [this.#chosen.delete(source), this.#defaults.delete(source)];
    return chose || offered;
  }

  /** @param without a source whose choices are left out */
  merge(outer: Params | undefined, own: Params, without?: EventTarget): Params {
    const chosen = [...this.#chosen].filter(([source]) => source !== without).map(([, params]) => params);
    const defaults = [...this.#defaults.values()].reverse();
    const merged: Params = Object.assign({}, ...defaults, outer, own, ...chosen);
    // No value is the same as each query's default: null is allowed only where it is the default.
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  }
}
