import { html, type LitElement, nothing, type ReactiveController } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { type DetailsModel, renderDetails } from './details.ts';
import { relationsOf } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import { type ColumnRow, qualify, type TableRow } from './tree.ts';
import type { TreeLocation, TreeState } from './tree-state.ts';

type Diagram = typeof import('./diagram.ts');

/** Width of the widget from which on the diagram is open, in pixels; the styles use the same. */
const WIDE = 720;

/** Details of the active table or column, the link back to where a reference was followed from, and the diagram. */
export class DetailsPane implements ReactiveController {
  tree!: TreeState;
  readonly #host: LitElement;
  readonly #onFollow: () => void;
  /** Draws the diagram; loaded when it is first opened. */
  #diagram: Diagram | undefined;
  /** The table or column whose lists are shown to their end. */
  #shownWhole: object | undefined;
  readonly #resized = new ResizeObserver(([entry]) => this.#resize(entry?.contentRect.width ?? 0));
  #observed: Element | null = null;
  /** The pane's width in pixels. */
  #width = 0;

  /** @param onFollow called when the user has followed a link */
  constructor(host: LitElement, onFollow: () => void) {
    this.#host = host;
    this.#onFollow = onFollow;
    host.addController(this);
  }

  hostUpdated(): void {
    const pane = this.#host.renderRoot.querySelector('[part="details"]');
    if (pane === this.#observed) return;
    this.#resized.disconnect();
    this.#observed = pane;
    if (pane) this.#resized.observe(pane);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#observed = null;
  }

  render({ table, ...row }: TableRow | ColumnRow, texts: Texts, formats: Formats): unknown {
    const { trail, tables } = this.tree;
    const column = 'column' in row ? row.column : undefined;
    const last = trail.at(-1);
    const whole = column ?? table;
    const showsAll = this.#shownWhole === whole;
    const showAll = () => {
      this.#shownWhole = whole;
      this.#host.requestUpdate();
    };
    return guard([table, column, last, this.#diagram, this.#width, texts, formats.locale, showsAll], () => {
      const relations = relationsOf(table, tables);
      const [nameOf, follow] = [this.#nameOf, this.#follow];
      const model = { table, column, relations, texts, formats, nameOf, follow, showsAll, showAll };
      return html`${this.#renderBack(last, texts)}${renderDetails(model)}${this.#renderRelations(model)}`;
    });
  }

  #renderBack(last: TreeLocation | undefined, texts: Texts): unknown {
    if (!last) return nothing;
    return html`<button type="button" class="link back" @click=${this.#goBack}>
      <span class="arrow">←</span> ${fill(texts.back, [this.#nameOf(last.table), last.column].filter(Boolean).join('.'))}
    </button>`;
  }

  #renderRelations(model: DetailsModel): unknown {
    const { column, relations, texts } = model;
    if (column || relations.references.length + relations.referencedBy.length === 0) return nothing;
    // The pane has no width while it is hidden.
    return html`<details ?open=${this.#host.clientWidth >= WIDE} @toggle=${this.#onToggle}>
      <summary>${texts.diagram}</summary>
      ${this.#width ? this.#diagram?.renderDiagram(model, this.#width) : nothing}
    </details>`;
  }

  #resize(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    // In the next frame: the new size of the diagram may resize the pane again.
    requestAnimationFrame(() => this.#host.requestUpdate());
  }

  readonly #nameOf = ({ schema, name }: { schema: string; name: string }): string =>
    this.tree.hasSeveralSchemas ? qualify(schema, name) : qualify(name);

  readonly #follow = (location: TreeLocation): void => {
    this.tree.follow(location);
    this.#onFollow();
  };

  readonly #goBack = (): void => {
    this.tree.back();
    this.#onFollow();
  };

  readonly #onToggle = async (): Promise<void> => {
    this.#diagram ??= await import('./diagram.ts');
    addStyles(this.#host, this.#diagram.diagramStyles);
    this.#host.requestUpdate();
  };
}
