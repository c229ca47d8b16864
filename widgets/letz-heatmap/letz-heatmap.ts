import { css, nothing, type PropertyValues } from 'lit';
import { LetzElement } from '../core/element/letz-element.ts';
import { loadPictureParts, pictureRoom } from '../core/visual/placeholder.styles.ts';
import type { HeatmapBody } from './view.ts';

/**
 * @summary A matrix of shades: weekday by hour, or cohort by age.
 *
 * It is a real table, as a picture or with its numbers. Arrow keys, Home, End, Page up and Page down move over the cells,
 * Enter chooses. Cohorts too young to tell are hatched, which is not zero; what is not over yet is dashed.
 *
 * @fires letz-select - A cell was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The cells.
 * @csspart legend - What the shades mean.
 * @csspart tooltip - The cell at the pointer or the keyboard's cursor.
 * @cssproperty [--letz-heatmap-height=300px] - Height of legend and cells, unless the element has a height of its own.
 */
export class LetzHeatmap extends LetzElement {
  static override styles = [
    ...LetzElement.styles,
    pictureRoom,
    css`
      :host {
        container-type: inline-size;
      }

      [part='body'] {
        flex: 1 1 var(--letz-heatmap-height, 300px);
      }
    `,
  ];

  static override properties = {
    asTable: { type: Boolean, reflect: true, attribute: 'as-table' },
  };

  /** Shows the numbers instead of the shades. */
  asTable = false;

  /** What shows the cells; loaded along with them. */
  #body: HeatmapBody | undefined;

  protected override loadView(): Promise<unknown> | undefined {
    if (this.#body) return undefined;
    return Promise.all([import('./view.ts'), loadPictureParts()]).then(([{ HeatmapBody }]) => {
      this.#body ??= new HeatmapBody(this);
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, heading, formats } = this;
    if (data) this.#body?.show({ data, heading, formats });
  }

  protected override renderActions(): unknown {
    return this.data && !this.isEmpty(this.data) ? this.#body!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.#body!.render();
  }
}

if (!customElements.get('letz-heatmap')) customElements.define('letz-heatmap', LetzHeatmap);

declare global {
  interface HTMLElementTagNameMap {
    'letz-heatmap': LetzHeatmap;
  }
}
