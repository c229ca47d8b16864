import { css, nothing } from 'lit';
import { lazyModule } from '../core/lazy/lazy-module.ts';
import { PictureElement } from '../core/visual/picture-element.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

const viewModule = lazyModule(() => import('./view.ts'));

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
export class LetzFunnel extends PictureElement<View> {
  static override styles = [
    ...PictureElement.styles,
    css`
      [part='body'] {
        flex: 1 0 auto;
        min-height: var(--letz-funnel-height, 280px);
      }
    `,
  ];

  protected override readonly viewModule = viewModule;

  /** Also the tools of a truncated funnel, which is an error: they download all rows. */
  protected override renderActions(): unknown {
    return this.data && !this.isEmpty(this.data) ? this.view!.renderTools() : nothing;
  }
}

if (!customElements.get('letz-funnel')) customElements.define('letz-funnel', LetzFunnel);

declare global {
  interface HTMLElementTagNameMap {
    'letz-funnel': LetzFunnel;
  }
}
