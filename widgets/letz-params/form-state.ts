import type { Params, ParamValue } from '../../server/contract/value.ts';
import { type Fault, type Offered, readText, toText } from './param-values.ts';

/** Stands for what a control holds but can't give as text, such as half a date. */
export const UNREADABLE = '\0';

/**
 * What a reader chooses among some parameters, where the page and other widgets choose too: the latest wins. Without an
 * own choice a parameter has the value that it has around, or its default.
 */
export class Choice {
  readonly offered: readonly Offered[];
  /** The values to begin with, and to come back to. */
  readonly #start: Params;
  /** What was around before anyone chose. */
  readonly #first: Params;
  #around: Params;
  #mine: Params;
  /** Texts that a control holds, while they are being written or are no values. */
  readonly #drafts = new Map<string, string>();
  /** What the gateway found wrong, by parameter. */
  readonly #refused = new Map<string, string>();

  constructor(offered: readonly Offered[], start: Params, around: Params) {
    this.offered = offered;
    this.#start = start;
    this.#mine = { ...start };
    this.#first = this.#around = around;
  }

  /** What was chosen here, the values to begin with among them. */
  get values(): Params {
    return { ...this.#mine };
  }

  /** Whether anything is not as it was at first. */
  get changed(): boolean {
    return this.#drafts.size > 0 || this.offered.some((param) => this.value(param) !== this.#initial(param));
  }

  /** The texts of those that are not as at first; undefined for the others. Half written ones are left out. */
  get texts(): Map<string, string | undefined> {
    const settled = this.offered.filter(({ name }) => !this.#drafts.has(name));
    return new Map(
      settled.map((param) => [param.name, this.value(param) === this.#initial(param) ? undefined : this.text(param)]),
    );
  }

  /** The value in force; null: none, undefined: to each query its own. */
  value(param: Offered): ParamValue | undefined {
    const { name } = param;
    if (name in this.#mine) return this.#mine[name];
    return name in this.#around ? this.#around[name] : fallback(param);
  }

  /** What a control holds. */
  text(param: Offered): string {
    return this.#drafts.get(param.name) ?? toText(param, this.value(param) ?? null);
  }

  /** What is wrong with a control's text, or what the gateway said of it. */
  fault(param: Offered): Fault | string | undefined {
    const draft = this.#drafts.get(param.name);
    const read = draft === undefined ? undefined : readText(param, draft);
    return read && 'fault' in read ? read.fault : this.#refused.get(param.name);
  }

  /** Takes a control's text down; it is no choice yet. */
  write({ name }: Offered, text: string): void {
    this.#refused.delete(name);
    this.#drafts.set(name, text);
  }

  /**
   * Chooses what was written, where it is a value.
   * @param settled whether the reader has left the control, so that it may show the value as it is spelled
   * @returns whether another value is in force now
   */
  commit(param: Offered, settled = true): boolean {
    const { name } = param;
    const draft = this.#drafts.get(name);
    const read = draft === undefined ? undefined : readText(param, draft);
    if (!read || 'fault' in read) return false;
    const before = this.value(param);
    const value = read.value === undefined ? fallback(param) : read.value;
    if (value === undefined) this.#withdraw(name);
    else if (value !== before) this.#mine[name] = value;
    if (settled) this.#drafts.delete(name);
    return this.value(param) !== before;
  }

  /** Takes all that is written or asked for as final. @returns the parameters that have no value */
  check(): Offered[] {
    for (const param of this.offered) {
      if (param.required && this.value(param) == null && !this.#drafts.has(param.name)) this.write(param, '');
      this.commit(param);
    }
    return this.offered.filter(({ name }) => this.#drafts.has(name));
  }

  /** The gateway takes no such value. */
  refuse(name: string, reason: string): void {
    this.#refused.set(name, reason);
  }

  /** Other values are around: those that someone else chose after us replace ours. @returns whether one did */
  follow(around: Params): boolean {
    const before = this.#around;
    this.#around = around;
    const lost = Object.keys(this.#mine).filter(
      (name) => name in around && around[name] !== before[name] && around[name] !== this.#mine[name],
    );
    for (const name of lost) {
      delete this.#mine[name];
      this.#drafts.delete(name);
    }
    return lost.length > 0;
  }

  /** Goes back to the first values, whoever changed them. */
  reset(): void {
    this.#drafts.clear();
    this.#refused.clear();
    for (const param of this.offered) {
      const { name } = param;
      const first = this.#initial(param);
      // Said outright, because others may have chosen it, too.
      if (first === undefined) this.#withdraw(name);
      else if (first !== this.value(param)) this.#mine[name] = first;
    }
  }

  /** Takes a choice back, and what the context still says because of it. */
  #withdraw(name: string): void {
    if (this.#around[name] === this.#mine[name]) {
      const { [name]: _, ...others } = this.#around;
      this.#around = others;
    }
    delete this.#mine[name];
  }

  #initial(param: Offered): ParamValue | undefined {
    const { name } = param;
    if (name in this.#start) return this.#start[name];
    return name in this.#first ? this.#first[name] : fallback(param);
  }
}

const fallback = ({ various, default: value }: Offered) => (various ? undefined : value);
