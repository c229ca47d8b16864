import { css } from 'lit';
import { LetzElement } from '../core/element/letz-element.ts';
import { scriptFolder } from '../core/element/settings.ts';
import type { ProblemWords } from '../core/element/states.ts';
import type { GatewayError, TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Workbench } from './view.ts';

/**
 * @summary Any predefined query: pick it, set its parameters, run it, see it as picture or table, take it along.
 *
 * `query` and `params` say where to begin; without a query it is the first of the list. What is set in here stays in here:
 * the widgets around keep their parameters.
 *
 * @csspart picker - The list of queries and its search field.
 * @csspart stage - The chosen query.
 * @csspart result - What it answered.
 * @cssproperty [--letz-query-runner-height=680px] - The least height of the list, where there is room for it beside the result.
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

      /* Everything below each other, and a chart. */
      [part='loading'] {
        flex: 0 1 720px;
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
    workbench: { state: true, attribute: false },
  };

  /** All but the result; loaded with the first one. */
  private workbench?: Workbench;

  /** Gives up the request under way; the last result stays. */
  override cancel(): void {
    if (this.pending) this.workbench?.cancelled();
    super.cancel();
  }

  protected override loadView(): Promise<unknown> | undefined {
    return this.workbench
      ? undefined
      : import('./view.ts').then(({ Workbench }) => {
          this.workbench ??= new Workbench(this);
        });
  }

  protected override async load(signal: AbortSignal): Promise<TaggedResult> {
    const { queries } = await this.client.catalogue();
    this.query ||= queries[0]?.name ?? '';
    // In one batch with the widgets around, whether or not what shows the answer is there.
    const asked = { since: performance.now(), answer: this.query ? super.load(signal) : undefined };
    asked.answer?.catch(() => undefined); // The workbench hears of it.
    await this.loadView();
    return this.workbench!.load(queries, this.formats.locale, asked);
  }

  protected override get heading(): string {
    return this.label ?? this.workbench?.texts(this.formats.locale).title ?? '';
  }

  protected override problemWords(problem: GatewayError): ProblemWords | undefined {
    return this.workbench?.problemWords(problem, this.formats.locale);
  }

  protected override renderBody(): unknown {
    const { formats, client, data, problem } = this;
    const body = () => super.renderBody();
    const gateway = this.gateway ?? this.context?.gateway ?? scriptFolder;
    return this.workbench?.render({ formats, client, gateway, data, problem }, body) ?? body();
  }

  protected override renderData(data: TaggedResult): unknown {
    return this.workbench!.renderResult(data);
  }
}

if (!customElements.get('letz-query-runner')) customElements.define('letz-query-runner', LetzQueryRunner);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-runner': LetzQueryRunner;
  }
}
