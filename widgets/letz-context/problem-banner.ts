import { css, html, nothing, type TemplateResult } from 'lit';
import { isRightToLeft } from '../../server/contract/text-direction.ts';
import { problemMessage, sharedCause } from '../core/element/problem-message.ts';
import { renderProblem } from '../core/element/states.ts';
import { textsFor } from '../core/element/texts/index.ts';
import type { GatewayError } from '../core/gateway/gateway-error.ts';

export const banner = css`
  [part='problem'] {
    display: grid;
    grid-column: 1 / -1;
    justify-items: start;
    gap: 4px;
    box-sizing: border-box;
    padding: 12px 16px;
    border: 1px solid var(--_border);
    border-inline-start: 3px solid var(--_bad);
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_surface);
    font: var(--letz-font-size, 14px) / 1.45 var(--letz-font, system-ui, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
  }

  strong {
    font-weight: 500;
  }

  .detail {
    color: var(--_muted);
  }

  summary {
    cursor: pointer;
  }

  button {
    min-height: 24px;
    padding: 4px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: inherit;
    color: inherit;
    background: none;
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  @media print {
    button,
    details {
      display: none;
    }
  }
`;

/** Problems that the widgets of a context have in common, each cause shown and announced once. */
export class ProblemBanner {
  readonly #problems = new Map<EventTarget, GatewayError>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** @param problem undefined: the widget has none any more */
  report(widget: EventTarget, problem: GatewayError | undefined): void {
    if (problem === this.#problems.get(widget)) return;
    if (problem) this.#problems.set(widget, problem);
    else this.#problems.delete(widget);
    this.#onChange();
  }

  /** @returns undefined without a problem */
  render(locale: string, hasToken: boolean): TemplateResult | undefined {
    if (!this.#problems.size) return undefined;
    const texts = textsFor(locale, this.#onChange);
    const causes = new Map([...this.#problems.values()].map((problem) => [sharedCause(problem, hasToken), problem]));
    return html`${[...causes.values()].map(
      (problem) => html`<div part="problem" role="alert" dir=${isRightToLeft(locale) ? 'rtl' : nothing}>
        ${renderProblem(problem, problemMessage(problem, hasToken, texts), texts, () => this.#retry())}
      </div>`,
    )}`;
  }

  #retry(): void {
    for (const widget of this.#problems.keys()) if ('reload' in widget) (widget as { reload(): void }).reload();
  }
}
