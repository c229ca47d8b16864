import { html, type LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { type DetailsModel, renderDetails } from './details.ts';
import { relationsOf } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import { type ColumnRow, qualify, type TableRow } from './tree.ts';
import type { Explorer, Place } from './tree-state.ts';

type Diagram = typeof import('./diagram.ts');

/** Where a diagram can be loaded from. */
export interface DetailsHost extends LitElement {
  loadDiagram(): Promise<Diagram>;
}

/** Pixels from which on a diagram is open at once. */
const WIDE = 720;

/** What is known of the active table or column, the way back to where it was followed from, and its diagram. */
export class DetailsPane {
  explorer!: Explorer;
  readonly #host: DetailsHost;
  readonly #went: () => void;
  /** Draws relations; loaded when they are first looked at. */
  #diagram: Diagram | undefined;
  /** The table or column whose long lists are shown to their end. */
  #shownWhole: object | undefined;
  /** The diagram's width in pixels. */
  #room = 0;

  /** @param went the reader followed a link here */
  constructor(host: DetailsHost, went: () => void) {
    this.#host = host;
    this.#went = went;
  }

  render({ table, ...row }: TableRow | ColumnRow, texts: Texts, formats: Formats): unknown {
    const { trail, tables } = this.explorer;
    const column = 'column' in row ? row.column : undefined;
    const last = trail.at(-1);
    // Measured here, before anything is drawn: later the browser would have to lay the page out for it.
    const wide = this.#host.clientWidth >= WIDE;
    const whole = column ?? table;
    const all = this.#shownWhole === whole;
    const showAll = () => {
      this.#shownWhole = whole;
      this.#host.requestUpdate();
    };
    return guard([table, column, last, this.#diagram, texts, formats.locale, all], () => {
      const relations = relationsOf(table, tables);
      const [nameOf, follow] = [this.#nameOf, this.#follow];
      const model = { table, column, relations, texts, formats, nameOf, follow, all, showAll };
      return html`${this.#renderBack(last, texts)}${renderDetails(model)}${this.#renderRelations(model, wide)}`;
    });
  }

  #renderBack(last: Place | undefined, texts: Texts): unknown {
    if (!last) return nothing;
    return html`<button type="button" class="link back" @click=${this.#goBack}>
      <span class="arrow">←</span> ${fill(texts.back, [this.#nameOf(last.table), last.column].filter(Boolean).join('.'))}
    </button>`;
  }

  #renderRelations(model: DetailsModel, wide: boolean): unknown {
    const { column, relations, texts } = model;
    if (column || relations.references.length + relations.referencedBy.length === 0) return nothing;
    return html`<details ?open=${wide} @toggle=${this.#onToggle}>
      <summary>${texts.diagram}</summary>
      ${this.#diagram?.renderDiagram(model, this.#room)}
    </details>`;
  }

  readonly #nameOf = ({ schema, name }: { schema: string; name: string }): string =>
    this.explorer.severalSchemas ? qualify(schema, name) : qualify(name);

  readonly #follow = (place: Place): void => {
    this.explorer.follow(place);
    this.#went();
  };

  readonly #goBack = (): void => {
    this.explorer.back();
    this.#went();
  };

  readonly #onToggle = async (event: Event): Promise<void> => {
    this.#room = (event.target as HTMLElement).clientWidth;
    this.#diagram = await this.#host.loadDiagram();
    addStyles(this.#host, this.#diagram.diagramStyles);
    this.#host.requestUpdate();
  };
}
