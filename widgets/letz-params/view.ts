import { css, type LitElement, type PropertyValues, type ReactiveController, type TemplateResult } from 'lit';
import type { Param } from '../../server/contract/query.ts';
import type { Params } from '../../server/contract/value.ts';
import { LetzParamsChangeEvent } from '../core/element/events.ts';
import type { Formats } from '../core/format/formats.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { Form } from './form.ts';
import { Choice } from './form-state.ts';
import { words } from './merge-params.ts';
import { uniteParams } from './param-values.ts';
import { textsFor } from './texts/index.ts';
import { AddressSync } from './url-sync.ts';
import { formStyles } from './view.styles.ts';

export { offerOf } from './merge-params.ts';

/** What the panel needs of its widget. */
export interface PanelHost extends LitElement {
  readonly params?: Params | null;
  readonly only: string;
  readonly syncUrl?: string;
}

const styles = css`${controls}${formStyles}`;

/** What is chosen: at the controls, in the page's address, and by others around. */
export class Panel implements ReactiveController {
  readonly #host: PanelHost;
  readonly #form: Form;
  #formats!: Formats;
  #address: AddressSync | undefined;
  /** What the gateway refused before there was a control to say it at. */
  #refused: [name: string, reason: string] | undefined;

  constructor(host: PanelHost) {
    this.#host = host;
    this.#form = new Form(host, this.#tell, () => {
      if (this.#address) this.#address.byReader = true;
    });
    addStyles(host, styles);
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#onTravel);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#onTravel);
    this.#form.rest();
  }

  hostUpdated(): void {
    if (this.#host.isConnected) this.#address?.write(this.#form.choice);
  }

  get values(): Params {
    return this.#form.choice.values;
  }

  /**
   * Offers what the widget asks for, or follows what is around.
   * @param lists the parameters of each query
   * @returns whether other values are in force now
   */
  update(changed: PropertyValues, lists: Param[][], around: Params, formats: Formats): boolean {
    this.#formats = formats;
    const other = ['data', 'params', 'only', 'syncUrl'].some((name) => changed.has(name));
    if (!other) return this.#form.choice.follow(around);
    this.#offer(lists, around);
    return true;
  }

  reportValidity(): boolean {
    return this.#form.reportValidity();
  }

  refuse(name: string, reason: string): void {
    if (this.#form.choice.offered.length) this.#form.choice.refuse(name, reason);
    else this.#refused = [name, reason];
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const texts = textsFor(this.#formats.locale, () => this.#host.requestUpdate());
    return this.#form.render(texts, this.#formats);
  }

  #offer(lists: Param[][], around: Params): void {
    const { only, params, syncUrl } = this.#host;
    const names = words(only);
    const offered = uniteParams(lists).filter(({ name }) => !names.length || names.includes(name));
    const choice = new Choice(offered, params ?? {}, around);
    this.#form.choice = choice;
    this.#address = syncUrl === undefined ? undefined : new AddressSync(syncUrl);
    this.#address?.read(choice);
    if (this.#refused) choice.refuse(...this.#refused);
    this.#refused = undefined;
  }

  readonly #tell = (): void => {
    this.#host.dispatchEvent(new LetzParamsChangeEvent(this.values));
  };

  /** The browser's back and forward. */
  readonly #onTravel = (): void => {
    if (!this.#address) return;
    const { choice } = this.#form;
    const shown = () => JSON.stringify([...choice.texts]);
    const before = shown();
    choice.reset();
    this.#address.read(choice);
    if (shown() !== before) this.#tell();
    this.#host.requestUpdate();
  };
}
