import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { QueryDescription } from '../../server/contract/query.ts';
import { findQueries } from './query-search.ts';
import type { Texts } from './texts/en.ts';

interface ComboboxHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** Width from which on the list is always open, in pixels; the styles use the same. */
const WIDE = 680;

/**
 * Combobox of queries: a search field with a list, by the ARIA combobox pattern. The focus stays in the field. On a wide
 * screen the list is always open.
 */
export class Combobox implements ReactiveController {
  /** True if the popup list is open, on a narrow screen. */
  open = false;
  /** True if the list is always open. */
  #wide = false;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #text = '';
  /** The name of the active option. */
  #active: string | undefined;
  /** The name of the selected query while the list is open, and of the one last scrolled to. */
  #selected: string | undefined;
  #scrolledTo: string | undefined;
  readonly #host: ComboboxHost;
  readonly #onSelect: (name: string) => void;

  constructor(host: ComboboxHost, onSelect: (name: string) => void) {
    this.#host = host;
    this.#onSelect = onSelect;
    host.addController(this);
  }

  hostConnected(): void {
    this.#resized.observe(this.#host);
    this.#measure();
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
  }

  hostUpdated(): void {
    const list = this.#host.renderRoot.querySelector('[role="listbox"]');
    list?.classList.toggle('scrolls', list.scrollHeight > list.clientHeight);
    if (this.#selected === this.#scrolledTo) return;
    this.#scrolledTo = this.#selected;
    this.#scrollTo('[role="option"][aria-selected="true"]');
  }

  render(queries: readonly QueryDescription[], selected: string, texts: Texts): TemplateResult {
    const groups = findQueries(queries, this.#text);
    const shown = this.#wide || this.open;
    const names = groups.flatMap((group) => group.queries.map(({ name }) => name));
    this.#selected = shown ? selected : undefined;
    const active = names.includes(this.#active ?? '') ? this.#active : undefined;
    return html`<div part="picker" @focusout=${this.#onFocusOut}>
      <input
        type="search"
        role="combobox"
        aria-label=${texts.search}
        aria-expanded=${shown}
        aria-controls="queries"
        aria-autocomplete="list"
        aria-activedescendant=${shown && active ? `query-${active}` : nothing}
        placeholder=${texts.search}
        autocomplete="off"
        spellcheck="false"
        .value=${this.#text}
        @focus=${this.#show}
        @click=${this.#show}
        @input=${this.#onInput}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, names, selected)}
      />
      <div id="queries" role="listbox" aria-label=${texts.title} tabindex="-1" ?hidden=${!shown} @mousedown=${keepFocus} @click=${this.#onClick}>
        ${groups.map(
          ({ name, queries }) => html`<div role="group" aria-labelledby="group-${name}">
            <div class="group" id="group-${name}">${texts[name]}</div>
            ${queries.map((query) => renderQuery(query, query.name === selected, query.name === active))}
          </div>`,
        )}
      </div>
      <div role="status" class="nothing">${shown && !groups.length ? texts.nothing : nothing}</div>
    </div>`;
  }

  #measure(): void {
    const panes = this.#host.renderRoot.querySelector('.panes') ?? this.#host;
    const wide = panes.clientWidth >= WIDE;
    if (wide === this.#wide) return;
    this.#wide = wide;
    this.#host.requestUpdate();
  }

  #select(name: string): void {
    this.open = false;
    this.#text = '';
    this.#active = name;
    this.#onSelect(name);
    this.#host.requestUpdate();
  }

  readonly #show = (): void => {
    this.open = true;
    this.#host.requestUpdate();
  };

  readonly #onFocusOut = (): void => {
    this.open = false;
    this.#host.requestUpdate();
  };

  readonly #onInput = (event: InputEvent): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#active = undefined;
    this.#show();
  };

  async #onKey(event: KeyboardEvent, names: readonly string[], selected: string): Promise<void> {
    const at = names.indexOf(this.#active ?? selected);
    const moves: Record<string, number> = {
      ArrowDown: Math.min(names.length - 1, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(names.length - 1, at + 5),
      PageUp: Math.max(0, at - 5),
    };
    if (event.key in moves) {
      event.preventDefault();
      this.#active = names[moves[event.key]!];
      this.#show();
      await this.#host.updateComplete;
      this.#scrollTo('.active');
    } else if (event.key === 'Enter') {
      const wanted = this.#active ?? (this.#text ? names[0] : undefined);
      if (wanted) this.#select(wanted);
    } else if (event.key === 'Escape' && (this.#text || this.open)) {
      event.preventDefault();
      this.#text = '';
      this.#onFocusOut();
    }
  }

  readonly #onClick = (event: MouseEvent): void => {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#select(option.dataset.name!);
  };

  /** Scrolls the list, and only the list, to an option. */
  #scrollTo(selector: string): void {
    const option = this.#host.renderRoot.querySelector<HTMLElement>(selector);
    const list = option?.closest<HTMLElement>('[role="listbox"]');
    if (!option || !list) return;
    const { offsetTop, offsetHeight } = option;
    if (offsetTop < list.scrollTop) list.scrollTop = offsetTop;
    const end = offsetTop + offsetHeight - list.clientHeight;
    if (end > list.scrollTop) list.scrollTop = end;
  }
}

/** A press in the list keeps the focus in the field. */
const keepFocus = (event: Event) => event.preventDefault();

const renderQuery = ({ name, title, description }: QueryDescription, selected: boolean, active: boolean) => html`<div
  role="option"
  id="query-${name}"
  data-name=${name}
  class=${active ? 'active' : ''}
  aria-selected=${selected}
  title=${description}
>
  <span class="name" dir="auto">${title}</span>
  <span class="about" dir="auto">${description}</span>
</div>`;
