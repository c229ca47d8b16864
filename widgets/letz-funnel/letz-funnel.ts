import { css, nothing, type PropertyValues } from 'lit';
import { LetzElement } from '../core/element/letz-element.ts';
import { loadPictureParts, pictureRoom } from '../core/visual/placeholder.styles.ts';
import type { FunnelBody } from './view.ts';

/**
 * @summary The steps of a journey, and what is lost between them.
 *
 * It is a real table, as a picture or with its numbers. Arrow keys, Home and End move over the steps, Enter chooses.
 *
 * @fires letz-select - A step was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The steps.
 * @cssproperty [--letz-funnel-height=280px] - Least height of the steps, unless the element has a height of its own.
 */
export class LetzFunnel extends LetzElement {
  static override styles = [
    ...LetzElement.styles,
    pictureRoom,
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

  /** What shows the steps; loaded along with them. */
  #body: FunnelBody | undefined;

  protected override loadView(): Promise<unknown> | undefined {
    if (this.#body) return undefined;
    return Promise.all([import('./view.ts'), loadPictureParts()]).then(([{ FunnelBody }]) => {
      this.#body ??= new FunnelBody(this);
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

if (!customElements.get('letz-funnel')) customElements.define('letz-funnel', LetzFunnel);

declare global {
  interface HTMLElementTagNameMap {
    'letz-funnel': LetzFunnel;
  }
}
