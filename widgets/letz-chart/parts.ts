import { html, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../core/picture-texts.ts';
import { columnTitle } from '../core/words.ts';
import type { Labels } from './labels.ts';
import type { Points } from './series.ts';

/** How many series have a colour of their own: further ones begin again. */
const COLORS = 6;

const swatch = (series: number) => html`<span class="swatch series-${(series % COLORS) + 1}"></span>`;

/** Names of several series, to hide and show them; what a dashed line or hatched bar means, where there is one. */
export function renderLegend(
  { series, partialFrom, x }: Points,
  switchedOff: ReadonlySet<string>,
  texts: Texts,
  type: string,
  toggle: (name: string) => void,
): unknown {
  const partial = partialFrom < x.length;
  if (series.length < 2 && !partial) return nothing;
  return html`<ul part="legend" class=${type}>
    ${
      series.length > 1
        ? series.map(
            ({ name }, index) => html`<li>
              <button type="button" aria-pressed=${!switchedOff.has(name)} @click=${() => toggle(name)}>
                ${swatch(index)}${columnTitle(name)}
              </button>
            </li>`,
          )
        : nothing
    }
    ${partial ? html`<li><span class="swatch partial"></span>${texts.partial}</li>` : nothing}
  </ul>`;
}

export interface TooltipOptions {
  /** The point's. */
  index: number;
  drawn: readonly number[];
  points: Points;
  labels: Labels;
  texts: Texts;
  /** Where the point is, and the frame to stay in, in CSS pixels. */
  place: { left: number; top: number };
  frame: Pick<Element, 'clientWidth' | 'clientHeight'>;
}

/** Away from the edges: on the side of the point that has more room. */
export function renderTooltip(options: TooltipOptions): TemplateResult {
  const { index, drawn, points, labels, texts, place, frame } = options;
  const across = place.left > frame.clientWidth / 2 ? `calc(${place.left - 14}px - 100%)` : `${place.left + 14}px`;
  const down = `clamp(0px, ${place.top}px - 50%, ${frame.clientHeight}px - 100%)`;
  // Set as a property: a strict content security policy takes no style attribute.
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
  type: string;
  /** The table is shown instead. */
  hidden: boolean;
  /** What the picture shows. */
  sentence: unknown;
  /** Of the keyboard's cursor, whether its points stand below each other, its place among them, and what is there. */
  name: string;
  horizontal: boolean;
  index: number;
  count: number;
  value: string;
  tooltip: unknown;
  choose: () => void;
  press: (event: KeyboardEvent) => void;
  blur: () => void;
}

/** Where the plot is put, with the keyboard's cursor over it: a slider along the points. */
export function renderPicture(options: PictureOptions): TemplateResult {
  const { type, hidden, sentence, name, horizontal, index, count, value, tooltip, choose, press, blur } = options;
  return html`<div class="frame ${type}" ?hidden=${hidden}>
    <div part="plot" role="img" aria-label=${sentence} @click=${choose}></div>
    <div
      role="slider"
      tabindex="0"
      aria-label=${name}
      aria-orientation=${horizontal ? 'vertical' : 'horizontal'}
      aria-valuemin="1"
      aria-valuemax=${count}
      aria-valuenow=${index + 1}
      aria-valuetext=${value}
      @keydown=${press}
      @blur=${blur}
    ></div>
    ${tooltip}
    <i class="probe"></i>
  </div>`;
}
