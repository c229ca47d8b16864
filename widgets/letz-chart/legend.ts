import { html, nothing, type TemplateResult } from 'lit';
import type { ChartModel } from './model.ts';
import { colorOf, swatchStyle } from './series-style.ts';

/** Swatch of a series. Its style is set as a property: a strict content security policy refuses style attributes. */
export const swatch = (series: number): TemplateResult =>
  html`<span class="swatch series-${colorOf(series) + 1}" .style=${swatchStyle(series)}></span>`;

/** Names of several series, each a button that hides or shows it; the meaning of hatching, and notes on the axes. */
export function renderLegend(model: ChartModel, toggle: (name: string) => void): unknown {
  const { points, hidden, labels, texts, type, notes, dashedNotes } = model;
  const { series, partialFrom, x } = points;
  const partial = partialFrom < x.length;
  if (series.length < 2 && !partial && !notes.length && !dashedNotes.length) return nothing;
  const names = series.map(
    ({ name }, index) => html`<li>
      <button type="button" aria-pressed=${!hidden.has(name)} @click=${() => toggle(name)}>
        ${swatch(index)}${labels.series(index)}
      </button>
    </li>`,
  );
  return html`<ul part="legend" class=${type}>
    ${series.length > 1 ? names : nothing}
    ${partial ? html`<li><span class="swatch partial"></span>${texts.partial}</li>` : nothing}
    ${dashedNotes.map((note) => html`<li class="note"><span class="swatch dashed"></span>${note}</li>`)}
    ${notes.map((note) => html`<li class="note">${note}</li>`)}
  </ul>`;
}
