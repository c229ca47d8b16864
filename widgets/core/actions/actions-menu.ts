import { html, type LitElement, render, type TemplateResult } from 'lit';
import type { ResultHead } from '../../../server/contract/result.ts';
import type { Settings } from '../element/settings.ts';
import type { Formats } from '../format/formats.ts';
import { fill } from '../format/translations.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import { addStyles } from '../styles/add-styles.ts';
import { styles } from './actions.styles.ts';
import { copyPicture, copyText, durationText } from './copy.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** A widget, as its actions use it. */
export interface ActionHost extends LitElement {
  query: string;
  refresh?: number;
  syncUrl?: string | null;
  reload(): Promise<void>;
  /** PNG of the widget's picture, if it has one. */
  toPng?(): Promise<Blob>;
}

/** State of a widget when its menu opens. */
export interface ActionView {
  data: object;
  client: GatewayClient;
  formats: Formats;
  context: Settings | undefined;
  heading: string;
  /** Time at which the data was loaded, in milliseconds since 1970; 0 for data that the page has set. */
  loadedAt: number;
}

interface Action {
  label: string;
  run: () => unknown;
}

/** Widgets whose picture is made of elements. */
const PAINTED = 'letz-heatmap, letz-funnel, letz-metric';

const menus = new WeakMap<ActionHost, ActionsMenu>();

/** Opens the menu at a widget's button, by the ARIA menu button pattern. From then on the button toggles it natively. */
export function openActions(host: ActionHost, button: HTMLButtonElement, view: () => ActionView): void {
  const menu = menus.get(host) ?? new ActionsMenu(host, view);
  menus.set(host, menu);
  menu.attach(button);
  menu.open();
}

/** Menu of a widget's actions, in the top layer, with the messages that they end in. */
class ActionsMenu {
  readonly #host: ActionHost;
  readonly #view: () => ActionView;
  /** Holds menu, status message and dialog beside what the widget renders. */
  readonly #box = document.createElement('div');
  readonly #menu: HTMLElement;
  #button: HTMLButtonElement | undefined;

  constructor(host: ActionHost, view: () => ActionView) {
    this.#host = host;
    this.#view = view;
    addStyles(host, styles);
    const parts = html`<div part="menu" role="menu" popover></div>
      <div class="toast" role="status" popover="manual"></div>
      <div class="dialog"></div>`;
    render(parts, this.#box);
    this.#menu = this.#box.querySelector('[part="menu"]')!;
    this.#menu.addEventListener('beforetoggle', (event) => this.#onBeforeToggle(event as ToggleEvent));
    this.#menu.addEventListener('toggle', (event) => this.#onToggle(event as ToggleEvent));
    this.#menu.addEventListener('keydown', this.#onKeyDown);
    host.renderRoot.append(this.#box);
  }

  attach(button: HTMLButtonElement): void {
    this.#button = button;
    button.popoverTargetElement = this.#menu;
  }

  open(): void {
    this.#menu.showPopover();
  }

  get #items(): HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  #texts(): Texts {
    return textsFor(this.#view().formats.locale, () => this.#menu.matches(':popover-open') && this.#render());
  }

  #render(): void {
    const item = ({ label, run }: Action): TemplateResult =>
      html`<button type="button" role="menuitem" tabindex="-1" @click=${() => this.#choose(run)}>${label}</button>`;
    this.#menu.ariaLabel = this.#button?.ariaLabel ?? '';
    render(html`${this.#actions().map(item)}`, this.#menu);
  }

  #actions(): Action[] {
    const { data, formats, context } = this.#view();
    const host = this.#host;
    const texts = this.#texts();
    const seconds = host.refresh ?? context?.refresh ?? 0;
    const isFull = document.fullscreenElement === host || host.matches(':fullscreen');
    const refresh = seconds > 0 ? fill(texts.refreshEvery, durationText(seconds, formats.locale)) : texts.refresh;
    const actions: (Action | false | undefined | '')[] = [
      host.query && 'params' in data && { label: texts.why, run: () => this.#explain(data as ResultHead) },
      host.query !== '' || !('query' in data) ? { label: refresh, run: () => host.reload() } : undefined,
      document.fullscreenEnabled && {
        label: isFull ? texts.exitFullScreen : texts.fullScreen,
        run: () => (isFull ? document.exitFullscreen() : host.requestFullscreen()),
      },
      this.#hasPicture && { label: texts.copyImage, run: () => this.#copyPicture() },
      isBound(host) && { label: texts.copyLink, run: () => this.#copy(location.href) },
    ];
    return actions.filter((action) => action !== undefined && action !== false && action !== '');
  }

  get #hasPicture(): boolean {
    const host = this.#host;
    return (Boolean(host.toPng) || host.matches(PAINTED)) && !host.hasAttribute('as-table');
  }

  async #toPng(): Promise<Blob> {
    if (this.#host.toPng) return this.#host.toPng();
    const { paintWidget } = await import('./paint.ts');
    return paintWidget(this.#host);
  }

  #onBeforeToggle({ newState }: ToggleEvent): void {
    const isOpen = newState === 'open';
    this.#button?.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) this.#render();
    else if (this.#menu.matches(':focus-within')) this.#button?.focus();
  }

  /** Places the menu, which has a size only once it is shown. */
  #onToggle({ newState }: ToggleEvent): void {
    if (newState !== 'open') return;
    place(this.#menu, this.#button!);
    this.#items[0]?.focus();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(':focus'));
    const last = items.length - 1;
    const target = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[
      event.key
    ];
    if (event.key === 'Tab') this.#menu.hidePopover();
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items[target]?.focus();
  };

  #choose(run: () => unknown): void {
    this.#menu.hidePopover();
    this.#button?.focus();
    Promise.resolve(run()).catch(() => this.#say(this.#texts().failed));
  }

  async #copy(text: string): Promise<void> {
    await copyText(text);
    this.#say(this.#texts().copied);
  }

  async #copyPicture(): Promise<void> {
    const { query } = this.#host;
    const isCopied = await copyPicture(this.#toPng(), `${query || 'picture'}.png`);
    this.#say(isCopied ? this.#texts().copied : this.#texts().saved);
  }

  async #explain(data: ResultHead): Promise<void> {
    const { openExplanation } = await import('./explanation.ts');
    await openExplanation(this.#box.querySelector('.dialog')!, data, this.#view(), () => this.#texts());
  }

  /** Shows a status message at the button for a moment. */
  #say(message: string): void {
    const toast = this.#box.querySelector<HTMLElement>('.toast')!;
    toast.showPopover();
    toast.textContent = message;
    place(toast, this.#button!);
    setTimeout(() => toast.isConnected && toast.hidePopover(), 3_000);
  }
}

/** True if the page's address holds the state of the widget or of its parameters, and can be copied. */
const isBound = ({ syncUrl }: ActionHost): boolean =>
  window === window.top && (typeof syncUrl === 'string' || document.querySelector('letz-params[sync-url]') !== null);

const GAP = 4;

/** Moves a popover below a button, within the viewport. */
function place(popover: HTMLElement, button: HTMLElement): void {
  const { bottom, top, left, right } = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const { clientWidth, clientHeight } = document.documentElement;
  const start = button.matches(':dir(rtl)') ? left : right - offsetWidth;
  const below = bottom + GAP + offsetHeight <= clientHeight ? bottom + GAP : top - GAP - offsetHeight;
  popover.style.left = `${Math.max(GAP, Math.min(start, clientWidth - offsetWidth - GAP))}px`;
  popover.style.top = `${Math.max(GAP, below)}px`;
}
