import { html, nothing, type TemplateResult } from 'lit';
import { columnTitle } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import type { Chart } from './chart.ts';
import { colorOf, swatchStyle } from './keys.ts';

// Set as a property: a strict content security policy takes no style attribute.
const swatch = (series: number) =>
  html`<span class="swatch series-${colorOf(series) + 1}" .style=${swatchStyle(series)}></span>`;

/** Names of several series, to hide and show them; what a dashed line or hatched bar means, where there is one. */
export function renderLegend({ points, off, texts, type }: Chart, toggle: (name: string) => void): unknown {
  const { series, partialFrom, x } = points;
  const partial = partialFrom < x.length;
  if (series.length < 2 && !partial) return nothing;
  const names = series.map(
    ({ name }, index) => html`<li>
      <button type="button" aria-pressed=${!off.has(name)} @click=${() => toggle(name)}>
        ${swatch(index)}${columnTitle(name)}
      </button>
    </li>`,
  );
  return html`<ul part="legend" class=${type}>
    ${series.length > 1 ? names : nothing}
    ${partial ? html`<li><span class="swatch partial"></span>${texts.partial}</li>` : nothing}
  </ul>`;
}

/**
 * A point's values, beside it: on the side that has more room.
 *
 * @param place where the point is, and the frame to stay in, in CSS pixels
 */
export function renderTooltip(
  { points, drawn, labels, texts }: Chart,
  index: number,
  place: { left: number; top: number },
  frame: Pick<Element, 'clientWidth' | 'clientHeight'>,
): TemplateResult {
  const across = place.left > frame.clientWidth / 2 ? `calc(${place.left - 14}px - 100%)` : `${place.left + 14}px`;
  const down = `clamp(0px, ${place.top}px - 50%, ${frame.clientHeight}px - 100%)`;
  return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${across} ${down}`}>
    <strong>${labels.x(index)}</strong>
    ${index >= points.partialFrom ? html`<span class="muted">${texts.partial}</span>` : nothing}
    ${drawn.map(
      (series) => html`<div>
        ${swatch(series)}
        <span class="muted">${columnTitle(points.series[series]!.name)}</span>
        <span>${labels.y(series, index)}</span>
      </div>`,
    )}
  </div>`;
}

export interface PictureOptions {
  /** The table is shown instead. */
  hidden: boolean;
  /** What the picture shows. */
  sentence: unknown;
  /** Whether there was time for the cursor. */
  told: boolean;
  /** The points stand below each other. */
  horizontal: boolean;
  /** The point at the keyboard's cursor. */
  index: number;
  series: number;
  tooltip: unknown;
  down: () => void;
  click: () => void;
  press: (event: KeyboardEvent) => void;
  blur: () => void;
}

/** Where the plot is put, with the keyboard's cursor over it: a slider along the points. */
export function renderPicture(chart: Chart, options: PictureOptions): TemplateResult {
  const { hidden, sentence, told, horizontal, tooltip, down, click } = options;
  return html`<div class="frame ${chart.type} ${horizontal ? 'lying' : ''}" ?hidden=${hidden}>
    <div part="plot" @mousedown=${down} @click=${click}>
      <div role="img" aria-label=${sentence}></div>
      ${told || horizontal ? renderCursor(chart, options) : nothing}
    </div>
    ${tooltip}
    <i class="probe"></i>
  </div>`;
}

function renderCursor(
  { points, view, labels, texts, drawn }: Chart,
  { horizontal, index, series, press, blur }: PictureOptions,
): TemplateResult {
  const name = drawn.length > 1 ? `${columnTitle(points.series[series]!.name)}, ` : '';
  return html`<div
    role="slider"
    tabindex="0"
    aria-label=${fill(texts.pointsOf, view.heading)}
    aria-orientation=${horizontal ? 'vertical' : 'horizontal'}
    aria-valuemin="1"
    aria-valuemax=${points.x.length}
    aria-valuenow=${index + 1}
    aria-valuetext=${name + labels.point(series, index)}
    @keydown=${press}
    @blur=${blur}
  ></div>`;
}
