import { css } from 'lit';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import { scriptFolder } from '../core/element/settings.ts';
import type { GatewayError, TaggedResult } from '../core/gateway/gateway-client.ts';
import type { QueryRunnerView } from './view.ts';

/**
 * @summary Runs any predefined query: select it, set its parameters, see the result as a chart or a table, export and embed it.
 *
 * `query` and `params` are the initial ones; the default is the first query of the list. Parameters set here do not apply
 * to other widgets of the page.
 *
 * @csspart picker - The list of queries and its search field.
 * @csspart stage - The selected query.
 * @csspart result - Its result.
 * @cssproperty [--letz-query-runner-height=680px] - The minimum height of the list beside the result.
 */
export class LetzQueryRunner extends LetzElement<TaggedResult> {
  static override styles = [
    ...LetzElement.styles,
    css`
      [part='body'] {
        display: flex;
        flex-direction: column;
        min-height: 0;
        container-type: inline-size;
        contain-intrinsic-inline-size: 300px;
      }

      /* The height of the parts from top to bottom, with a chart. */
      [part='loading'] {
        flex: 0 1 760px;
        min-height: 0;
      }

      @container (min-width: 680px) {
        [part='loading'] {
          flex-basis: var(--letz-query-runner-height, 680px);
        }
      }
    `,
  ];

  static override properties = {
    view: { state: true, attribute: false },
  };

  /** Renders the element; loaded with the first result. */
  private view?: QueryRunnerView;

  /** Aborts the running request; the last result stays. */
  override cancel(): void {
    if (this.pending) this.view?.onCancel();
    super.cancel();
  }

  protected override loadView(): Promise<unknown> | undefined {
    return this.view
      ? undefined
      : import('./view.ts').then(({ QueryRunnerView }) => {
          this.view ??= new QueryRunnerView(this);
        });
  }

  protected override async load(signal: AbortSignal): Promise<TaggedResult> {
    const { queries } = await this.client.catalogue(this.formats.locale);
    this.query ||= queries[0]?.name ?? '';
    // Sent at once, in one batch with other widgets, while the view loads.
    const request = { since: performance.now(), result: this.query ? super.load(signal) : undefined };
    request.result?.catch(() => undefined); // Reported by the view.
    await this.loadView();
    return this.view!.load(queries, this.formats.locale, request);
  }

  protected override get heading(): string {
    return this.label ?? this.view?.texts(this.formats.locale).title ?? '';
  }

  protected override problemMessage(problem: GatewayError): ProblemMessage | undefined {
    return this.view?.problemMessage(problem, this.formats.locale);
  }

  protected override renderBody(): unknown {
    const { formats, client, data, problem } = this;
    const body = () => super.renderBody();
    const gateway = this.gateway ?? this.context?.gateway ?? scriptFolder;
    return this.view?.render({ formats, client, gateway, data, problem }, body) ?? body();
  }

  protected override renderData(data: TaggedResult): unknown {
    return this.view!.renderResult(data);
  }
}

if (!customElements.get('letz-query-runner')) customElements.define('letz-query-runner', LetzQueryRunner);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-runner': LetzQueryRunner;
  }
}
