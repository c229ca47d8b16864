import { html, type TemplateResult } from 'lit';
import { fill } from '../core/format/translations.ts';
import type { Cursor } from './keyboard.ts';
import type { ChartModel } from './model.ts';

/** Slider along the points, which the keyboard moves. Screen readers announce the point. */
export function renderSlider(
  model: ChartModel,
  { index, series }: Cursor,
  vertical: boolean,
  { press, blur }: { press: (event: KeyboardEvent) => void; blur: () => void },
): TemplateResult {
  const { points, view, labels, texts, drawn } = model;
  const name = drawn.length > 1 ? `${labels.series(series)}, ` : '';
  return html`<div
    role="slider"
    tabindex="0"
    aria-label=${fill(texts.pointsOf, view.heading)}
    aria-orientation=${vertical ? 'vertical' : 'horizontal'}
    aria-valuemin="1"
    aria-valuemax=${points.x.length}
    aria-valuenow=${index + 1}
    aria-valuetext=${name + model.pointText(series, index)}
    @keydown=${press}
    @blur=${blur}
  ></div>`;
}
