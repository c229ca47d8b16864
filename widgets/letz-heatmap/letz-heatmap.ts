import { css } from 'lit';
import { lazyModule } from '../core/lazy/lazy-module.ts';
import { PictureElement } from '../core/visual/picture-element.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

const viewModule = lazyModule(() => import('./view.ts'));

/**
 * @summary A matrix of colours: weekday by hour, or cohort by age.
 *
 * A table element, shown as colours or with its numbers. Arrow keys, Home, End, Page up and Page down move over the cells,
 * Enter selects. Cells of cohorts that are too young are hatched, which differs from zero; periods that have not ended are
 * dashed. With negative values the colours diverge from zero.
 *
 * @fires letz-select - A cell was selected; `.row`, `.column`, `.value`.
 * @csspart table - The cells.
 * @csspart legend - The colour scale.
 * @csspart tooltip - Values of the cell at the pointer or the keyboard cursor.
 * @csspart truncation - Note that only the first rows are shown.
 * @cssproperty [--letz-heatmap-height=300px] - Height of legend and cells, unless the element has a height of its own.
 */
export class LetzHeatmap extends PictureElement<View> {
  static override styles = [
    ...PictureElement.styles,
    css`
      :host {
        container-type: inline-size;
      }

      [part='body'] {
        flex: 1 1 var(--letz-heatmap-height, 300px);
      }
    `,
  ];

  protected override readonly viewModule = viewModule;
}

if (!customElements.get('letz-heatmap')) customElements.define('letz-heatmap', LetzHeatmap);

declare global {
  interface HTMLElementTagNameMap {
    'letz-heatmap': LetzHeatmap;
  }
}
