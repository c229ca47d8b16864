import type { Params, ParamValue } from '../../server/contract/value.ts';
import type { FormParam } from './merge-params.ts';
import { formatParam, type Parsed, parseParam, type ValidationError } from './param-values.ts';

/** Text of a control that holds an unfinished value, such as half a date, which the browser gives no text for. */
export const BAD_INPUT = '\0';

/**
 * Values of a form. A parameter's value is, in this order: the one that the access token locks, the one chosen last, the
 * one inherited from the context, the default.
 */
export class FormState {
  params: readonly FormParam[];
  /** Values chosen at the start, which a reset restores. */
  readonly #initial: Params;
  /** Values inherited at the start. */
  readonly #initialInherited: Params;
  #inherited: Params;
  #chosen: Params;
  /** Texts of controls that are being edited or hold no valid value. */
  readonly #drafts = new Map<string, string>();
  /** The gateway's errors, by parameter. */
  readonly #rejected = new Map<string, string>();

  /**
   * @param initial values chosen at the start
   * @param inherited values of the context
   */
  constructor(params: readonly FormParam[], initial: Params, inherited: Params) {
    this.params = params;
    this.#initial = Object.fromEntries(
      Object.entries(initial).filter(([name]) => !params.some((param) => param.name === name && param.locked)),
    );
    this.#chosen = { ...this.#initial };
    this.#initialInherited = this.#inherited = inherited;
  }

  /** The values chosen in this form, initial ones included. */
  get values(): Params {
    return { ...this.#chosen };
  }

  /** True if a value differs from the initial one, or a draft is left. */
  get changed(): boolean {
    return this.#drafts.size > 0 || this.params.some((param) => this.value(param) !== this.#initialValue(param));
  }

  /** The texts of values that differ from the initial ones, undefined for the others; drafts are left out. */
  get texts(): Map<string, string | undefined> {
    const settled = this.params.filter(({ name }) => !this.#drafts.has(name));
    return new Map(
      settled.map((param) => [
        param.name,
        this.value(param) === this.#initialValue(param) ? undefined : this.text(param),
      ]),
    );
  }

  /** The value in effect; null: none, undefined: each query's own default. */
  value(param: FormParam): ParamValue | undefined {
    const { name } = param;
    if (param.locked) return param.default;
    if (name in this.#chosen) return this.#chosen[name];
    return name in this.#inherited ? this.#inherited[name] : defaultOf(param);
  }

  /** The text that a control shows. */
  text(param: FormParam): string {
    return this.#drafts.get(param.name) ?? formatParam(param, this.value(param) ?? null);
  }

  /** The validation error of a control's text, or the gateway's message. */
  error(param: FormParam): ValidationError | string | undefined {
    const parsed = this.#parseDraft(param);
    return parsed && 'error' in parsed ? parsed.error : this.#rejected.get(param.name);
  }

  /** Stores a control's text as a draft; a locked parameter keeps its value. */
  write({ name, locked }: FormParam, text: string): void {
    if (locked) return;
    this.#rejected.delete(name);
    this.#drafts.set(name, text);
  }

  /**
   * Makes a draft the value, if it is valid.
   * @param final whether the control may show the value's canonical text, because the user has left it
   * @returns whether the value in effect changed
   */
  commit(param: FormParam, final = true): boolean {
    const { name } = param;
    const parsed = this.#parseDraft(param);
    if (!parsed || 'error' in parsed) return false;
    const before = this.value(param);
    const value = parsed.value ?? this.#emptyValue(param);
    if (value === undefined) delete this.#chosen[name];
    else if (value !== before) this.#chosen[name] = value;
    if (final) this.#drafts.delete(name);
    return this.value(param) !== before;
  }

  /** Validates all values as final. @returns the parameters without a valid value */
  check(): FormParam[] {
    for (const param of this.params) {
      if (param.required && this.value(param) == null && !this.#drafts.has(param.name)) this.write(param, '');
      this.commit(param);
    }
    return this.params.filter(({ name }) => this.#drafts.has(name));
  }

  /** Marks a value as rejected by the gateway. */
  reject(name: string, message: string): void {
    this.#rejected.set(name, message);
  }

  /** Takes over the context's values; a value that changed there replaces the one chosen here before. */
  inherit(inherited: Params): void {
    const before = this.#inherited;
    this.#inherited = inherited;
    for (const [name, value] of Object.entries(inherited)) {
      if (value === before[name] || value === this.#chosen[name]) continue;
      delete this.#chosen[name];
      this.#drafts.delete(name);
    }
  }

  /** Restores the initial values, also those that other elements have changed since. */
  reset(): void {
    this.#drafts.clear();
    this.#rejected.clear();
    for (const param of this.params) {
      const { name } = param;
      const initial = this.#initialValue(param);
      delete this.#chosen[name];
      if (name in this.#initial || initial !== this.value(param)) this.#chosen[name] = initial ?? null;
    }
  }

  #parseDraft(param: FormParam): Parsed | undefined {
    const draft = this.#drafts.get(param.name);
    if (draft === undefined) return undefined;
    return param.parse && draft ? param.parse(draft) : parseParam(param, draft);
  }

  /** The value of an emptied control: the default, or where the queries have different ones, none. */
  #emptyValue(param: FormParam): ParamValue | undefined {
    return param.mixed && param.name in this.#inherited ? null : defaultOf(param);
  }

  #initialValue(param: FormParam): ParamValue | undefined {
    const { name } = param;
    if (param.locked) return param.default;
    if (name in this.#initial) return this.#initial[name];
    return name in this.#initialInherited ? this.#initialInherited[name] : defaultOf(param);
  }
}

const defaultOf = ({ mixed, default: value }: FormParam) => (mixed ? undefined : value);
