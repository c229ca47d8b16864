import { css, nothing } from 'lit';
import type { Result } from '../../server/contract/result.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { downloadAll } from '../core/visual/download-all.ts';
import { loadVisual, pictureBox } from '../core/visual/placeholder.styles.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

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
export class LetzHeatmap extends LetzElement {
  static override styles = [
    ...LetzElement.styles,
    pictureBox,
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

  /** Shows the numbers instead of the colours. */
  asTable = false;

  #view: View | undefined;

  protected override loadView(): Promise<unknown> | undefined {
    if (this.#view) return undefined;
    return Promise.all([import('./view.ts'), loadVisual()]).then(([{ View }]) => {
      this.#view ??= new View(this);
    });
  }

  protected override checkData(data: Result): GatewayError | undefined {
    const { heading, formats } = this;
    const download = this.query ? () => downloadAll(this.client, data) : undefined;
    return this.#view?.show({ data, heading, formats, download });
  }

  protected override problemMessage(problem: GatewayError): ProblemMessage | undefined {
    return problem === this.dataProblem ? this.#view?.problemMessage(problem) : undefined;
  }

  protected override renderActions(): unknown {
    return this.data && !this.dataProblem && !this.isEmpty(this.data) ? this.#view!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.#view!.render();
  }
}

if (!customElements.get('letz-heatmap')) customElements.define('letz-heatmap', LetzHeatmap);

declare global {
  interface HTMLElementTagNameMap {
    'letz-heatmap': LetzHeatmap;
  }
}
