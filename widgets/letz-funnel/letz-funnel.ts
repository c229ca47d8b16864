import { css, nothing } from 'lit';
import type { Result } from '../../server/contract/result.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { downloadAll } from '../core/visual/download-all.ts';
import { loadVisual, pictureBox } from '../core/visual/placeholder.styles.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

/**
 * @summary Steps of a funnel, and the loss between them.
 *
 * A table element, shown as bars or with its numbers. Arrow keys, Home and End move over the steps, Enter selects. A
 * truncated result is an error, because its last steps are missing.
 *
 * @fires letz-select - A step was selected; `.row`, `.column`, `.value`.
 * @csspart table - The steps.
 * @cssproperty [--letz-funnel-height=280px] - Minimum height of the steps, unless the element has a height of its own.
 */
export class LetzFunnel extends LetzElement {
  static override styles = [
    ...LetzElement.styles,
    pictureBox,
    css`
      [part='body'] {
        flex: 1 0 auto;
        min-height: var(--letz-funnel-height, 280px);
      }
    `,
  ];

  static override properties = {
    asTable: { type: Boolean, reflect: true, attribute: 'as-table' },
  };

  /** Shows the numbers instead of the picture. */
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
    return this.data && !this.isEmpty(this.data) ? this.#view!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.#view!.render();
  }
}

if (!customElements.get('letz-funnel')) customElements.define('letz-funnel', LetzFunnel);

declare global {
  interface HTMLElementTagNameMap {
    'letz-funnel': LetzFunnel;
  }
}
