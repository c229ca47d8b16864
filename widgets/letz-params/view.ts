import { css, type LitElement, type PropertyValues, type ReactiveController, type TemplateResult } from 'lit';
import type { Param } from '../../server/contract/query.ts';
import type { Params } from '../../server/contract/value.ts';
import { LetzParamsChangeEvent } from '../core/element/events.ts';
import type { Settings } from '../core/element/settings.ts';
import type { Formats } from '../core/format/formats.ts';
import type { GatewayClient } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { loadDataZones } from './data-zones.ts';
import { collapseRange, expandRange, RANGE, RANGE_PARAMS, rangeParam } from './date-range.ts';
import { Form, type FormCallbacks } from './form.ts';
import { FormState } from './form-state.ts';
import { type FormParam, mergeParams, type ParamLists, words } from './merge-params.ts';
import { rangeBarStyles } from './range-bar.styles.ts';
import { textsFor } from './texts/index.ts';
import { timeZoneStyles } from './time-zone-combobox.styles.ts';
import { UrlSync } from './url-sync.ts';
import { formStyles } from './view.styles.ts';

export { paramsOf } from './merge-params.ts';

/** Interface of the element that the view uses. */
export interface ParamsHost extends LitElement {
  readonly params?: Params | null;
  readonly only: string;
  readonly range: boolean;
  readonly syncUrl?: string;
}

const styles = css`${controls}${formStyles}${timeZoneStyles}${rangeBarStyles}`;

/** Data and surroundings of the element. */
interface ParamsState extends ParamLists {
  context: Settings | undefined;
  formats: Formats;
  client: GatewayClient;
}

/** Properties of the element that make a new form. */
const REBUILT_BY = ['query', 'params', 'only', 'range', 'syncUrl'];

/** Members of a parameter that depend on the language. */
const TEXTS = ['label', 'labels', 'description'];

/** The form with its values, shared with the page's URL and the context. */
export class ParamsView implements ReactiveController, FormCallbacks {
  readonly #host: ParamsHost;
  readonly #form: Form;
  #formats: Formats | undefined;
  #client: GatewayClient | undefined;
  #context: Settings | undefined;
  /** All parameters of the queries, those without a control included. */
  #all: FormParam[] = [];
  /** The parameters without their texts, as JSON. */
  #shape = '';
  #url: UrlSync | undefined;
  /** The values that the context has, as JSON. */
  #shared = '';
  /** Errors of the gateway that came before the form. */
  readonly #rejected = new Map<string, string>();
  #zonesLoaded: Promise<void> | undefined;

  constructor(host: ParamsHost) {
    this.#host = host;
    this.#form = new Form(host, this);
    addStyles(host, styles);
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#onPopState);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#onPopState);
    this.#form.hostDisconnected();
  }

  hostUpdated(): void {
    if (this.#host.isConnected) this.#url?.write(this.#form.state);
  }

  /** The values chosen. */
  get values(): Params {
    const { zone, now } = this.rangeEnd;
    return expandRange(this.#form.state.values, zone, now);
  }

  get rangeEnd(): { zone: string; now: number } {
    const tz = this.#all.find(({ name }) => name === 'tz');
    const inherited = this.#inheritedParams();
    const chosen = this.#form.state.values.tz ?? inherited.tz;
    const zone = (tz?.locked ? undefined : chosen) ?? tz?.default ?? 'UTC';
    const end = Date.parse(String(inherited.as_of));
    return { zone: String(zone), now: Number.isNaN(end) ? Date.now() : end };
  }

  /** Updates the form after a change of the element, its data or its context. */
  update(changed: PropertyValues, { lists, context, formats, client }: ParamsState): void {
    this.#formats = formats;
    this.#client = client;
    const moved = context?.setParams !== this.#context?.setParams;
    this.#context = context;
    const rebuild = changed.has('data') || REBUILT_BY.some((name) => changed.has(name));
    const shape = JSON.stringify(lists, (name, value) => (TEXTS.includes(name) ? undefined : value));
    const isSame = shape === this.#shape && REBUILT_BY.every((name) => !changed.has(name));
    this.#shape = shape;
    if (rebuild && isSame) this.#updateTexts(lists);
    else if (rebuild) this.#createForm(lists);
    else {
      if (moved) this.#shareDefaults();
      this.#form.state.inherit(this.#inheritedValues());
    }
    if (rebuild || moved) this.#shared = '';
    this.#share();
  }

  reportValidity(): boolean {
    return this.#form.reportValidity();
  }

  /** Shows the gateway's error at a parameter's control. */
  reject(name: string, message: string): void {
    this.#rejected.set(name, message);
    this.#form.state.reject(name, message);
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const formats = this.#formats!;
    const texts = textsFor(formats.locale, () => this.#host.requestUpdate());
    return this.#form.render(texts, formats);
  }

  onValueChange(): void {
    const { values } = this;
    this.#shared = JSON.stringify(values);
    this.#host.dispatchEvent(new LetzParamsChangeEvent(values));
  }

  onCommit(): void {
    if (this.#url) this.#url.addEntry = true;
  }

  onZonesOpen(): void {
    this.#zonesLoaded ??= loadDataZones(this.#client!).then((zones) => {
      this.#form.combobox.dataZones = zones;
      this.#host.requestUpdate();
    });
  }

  /** Takes the same parameters with texts in another language; the values chosen stay. */
  #updateTexts(lists: Param[][]): void {
    this.#all = mergeParams(lists);
    this.#form.state.params = this.#formParams();
  }

  #createForm(lists: Param[][]): void {
    const { params, syncUrl } = this.#host;
    this.#all = mergeParams(lists);
    this.#form.state = new FormState(this.#formParams(), {}, {});
    this.#shareDefaults();
    this.#form.state = new FormState(this.#form.state.params, this.#collapse(params ?? {}), this.#inheritedValues());
    this.#url = syncUrl === undefined ? undefined : new UrlSync(syncUrl);
    this.#url?.read(this.#form.state);
    for (const [name, message] of this.#rejected) this.#form.state.reject(name, message);
    this.#rejected.clear();
  }

  /** The parameters with a control. */
  #formParams(): FormParam[] {
    const { only, range } = this.#host;
    const names = words(only);
    const days = this.#all.find(({ name }) => name === 'days');
    const shown = this.#all.filter(({ name }) => !names.length || names.includes(name));
    if (!range || !days) return shown;
    return [rangeParam(days), ...shown.filter(({ name }) => !RANGE_PARAMS.includes(name))];
  }

  /** Gives the context the defaults that the controls show, for queries with other ones. */
  #shareDefaults(): void {
    const defaults = Object.fromEntries(
      this.#form.state.params
        .filter(({ locked, default: value }) => !locked && value !== null)
        .map(({ name, default: value }) => [name, value]),
    );
    const { zone, now } = this.rangeEnd;
    this.#context?.setDefaults?.(this.#host, expandRange(defaults, zone, now));
  }

  /** Gives the context the values chosen, if it does not have them. */
  #share(): void {
    const { values } = this;
    const json = JSON.stringify(values);
    if (json === this.#shared) return;
    this.#shared = json;
    this.#context?.setParams?.(this.#host, values);
  }

  #inheritedParams(): Params {
    return this.#context?.inheritedParams?.(this.#host) ?? {};
  }

  #inheritedValues(): Params {
    return this.#collapse(this.#inheritedParams());
  }

  #collapse(params: Params): Params {
    const range = this.#form.state.params.some(({ name }) => name === RANGE);
    return range ? collapseRange(params, this.rangeEnd.zone) : params;
  }

  readonly #onPopState = (): void => {
    if (!this.#url) return;
    const { state } = this.#form;
    const shown = () => JSON.stringify([...state.texts]);
    const before = shown();
    state.reset();
    this.#url.read(state);
    if (shown() !== before) this.onValueChange();
    this.#host.requestUpdate();
  };
}
