import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { QueryDescription } from '../../server/contract/query.ts';
import { findQueries } from './query-search.ts';
import type { Texts } from './texts/en.ts';

interface PickerHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** Pixels from which on the list stands beside the result; the styles say so, too. */
const WIDE = 680;

/**
 * Picks a query: a field to search in and the list of what it finds, by the ARIA pattern of a combobox. The keyboard's
 * place stays in the field; where there is room, the list is always there.
 */
export class Picker implements ReactiveController {
  /** Whether the list is shown, where there is no room to show it always. */
  open = false;
  /** Whether there is. */
  #wide = false;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #text = '';
  /** The name of the query that Enter would pick. */
  #active: string | undefined;
  /** The name of the chosen one, while the list is shown; and the one that was brought into sight. */
  #chosen: string | undefined;
  #revealed: string | undefined;
  readonly #host: PickerHost;
  readonly #pick: (name: string) => void;

  constructor(host: PickerHost, pick: (name: string) => void) {
    this.#host = host;
    this.#pick = pick;
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
    if (this.#chosen === this.#revealed) return;
    this.#revealed = this.#chosen;
    this.#reveal('[role="option"][aria-selected="true"]');
  }

  render(queries: readonly QueryDescription[], chosen: string, texts: Texts): TemplateResult {
    const groups = findQueries(queries, this.#text);
    const shown = this.#wide || this.open;
    const names = groups.flatMap((group) => group.queries.map(({ name }) => name));
    this.#chosen = shown ? chosen : undefined;
    const active = names.includes(this.#active ?? '') ? this.#active : undefined;
    return html`<div part="picker" @focusout=${this.#onLeave}>
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
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, names, chosen)}
      />
      <div id="queries" role="listbox" aria-label=${texts.title} tabindex="-1" ?hidden=${!shown} @mousedown=${keepFocus} @click=${this.#onClick}>
        ${groups.map(
          ({ name, queries }) => html`<div role="group" aria-labelledby="group-${name}">
            <div class="group" id="group-${name}">${texts[name]}</div>
            ${queries.map((query) => renderQuery(query, query.name === chosen, query.name === active))}
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

  #choose(name: string): void {
    this.open = false;
    this.#text = '';
    this.#active = name;
    this.#pick(name);
    this.#host.requestUpdate();
  }

  readonly #show = (): void => {
    this.open = true;
    this.#host.requestUpdate();
  };

  readonly #onLeave = (): void => {
    this.open = false;
    this.#host.requestUpdate();
  };

  readonly #onInput = (event: InputEvent): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#active = undefined;
    this.#show();
  };

  async #onKey(event: KeyboardEvent, names: readonly string[], chosen: string): Promise<void> {
    const at = names.indexOf(this.#active ?? chosen);
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
      this.#reveal('.active');
    } else if (event.key === 'Enter') {
      const wanted = this.#active ?? (this.#text ? names[0] : undefined);
      if (wanted) this.#choose(wanted);
    } else if (event.key === 'Escape' && (this.#text || this.open)) {
      event.preventDefault();
      this.#text = '';
      this.#onLeave();
    }
  }

  readonly #onClick = (event: MouseEvent): void => {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#choose(option.dataset.name!);
  };

  /** Scrolls the list alone, never the page. */
  #reveal(selector: string): void {
    const option = this.#host.renderRoot.querySelector<HTMLElement>(selector);
    const list = option?.closest<HTMLElement>('[role="listbox"]');
    if (!option || !list) return;
    const { offsetTop, offsetHeight } = option;
    if (offsetTop < list.scrollTop) list.scrollTop = offsetTop;
    const end = offsetTop + offsetHeight - list.clientHeight;
    if (end > list.scrollTop) list.scrollTop = end;
  }
}

/** A press in the list leaves the keyboard's place in the field. */
const keepFocus = (event: Event) => event.preventDefault();

const renderQuery = ({ name, title, description }: QueryDescription, chosen: boolean, active: boolean) => html`<div
  role="option"
  id="query-${name}"
  data-name=${name}
  class=${active ? 'active' : ''}
  aria-selected=${chosen}
  title=${description}
>
  <span class="name" dir="auto">${title}</span>
  <span class="about" dir="auto">${description}</span>
</div>`;
