import { css, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { LetzElement } from '../core/element/letz-element.ts';
import type { GatewayError, TaggedResult } from '../core/gateway/gateway-client.ts';

type ViewModule = typeof import('./view.ts');

/** The part loaded with the first data. */
let view: ViewModule | undefined;

/**
 * @summary A person's messages as chat bubbles, by day.
 *
 * The query has the columns `sent_at`, `sender` and `text`, and may have `type` and `status`; `conversation` is one. Messages
 * of the sender `user` are at the start of the line, all others at its end. A kind in brackets as text, such as `[image]`,
 * is shown in words. The list is scrolled to the last message.
 *
 * @csspart messages - The scrolled list of messages.
 * @csspart message - One message.
 * @cssproperty [--letz-conversation-height=420px] - Greatest height of the list.
 */
export class LetzConversation extends LetzElement {
  static override styles = [
    ...LetzElement.styles,
    css`
      [part='loading'] {
        height: min(240px, var(--letz-conversation-height, 420px));
      }
    `,
  ];

  protected override loadView(): Promise<unknown> | undefined {
    if (!view) return this.#importView();
    view.addViewStyles(this);
    return undefined;
  }

  async #importView(): Promise<void> {
    view = await import('./view.ts');
    view.addViewStyles(this);
  }

  protected override checkData(data: TaggedResult): GatewayError | undefined {
    return view?.checkColumns(data, this.query);
  }

  protected override renderData(data: TaggedResult): TemplateResult {
    return view!.renderMessages(data, this.heading, this.formats, () => this.requestUpdate());
  }

  protected override renderNotes(data: TaggedResult): unknown {
    return view?.renderNote(data, this.formats, () => this.requestUpdate()) ?? nothing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('data')) return;
    const list = this.renderRoot.querySelector('[part="messages"]');
    if (list) list.scrollTop = list.scrollHeight;
  }
}

if (!customElements.get('letz-conversation')) customElements.define('letz-conversation', LetzConversation);

declare global {
  interface HTMLElementTagNameMap {
    'letz-conversation': LetzConversation;
  }
}
