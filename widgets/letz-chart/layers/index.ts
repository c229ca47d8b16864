import { attributeError } from '../../core/visual/attribute-error.ts';
import type { ChartView } from '../chart-settings.ts';
import type { ChartModel } from '../model.ts';
import type { Points } from '../points.ts';
import { topBars } from './bar-list.ts';
import { barListLayer } from './bar-list-layer.ts';
import { compareLayer } from './compare.ts';
import { intervalLayer } from './intervals.ts';
import type { Layer } from './layer.ts';
import { logLayer } from './log-axis.ts';
import { marksLayer } from './marks.ts';
import { referenceLayer } from './reference-lines.ts';
import { stackLayer } from './stack.ts';
import type { Texts } from './texts/en.ts';

export { textsFor } from './texts/index.ts';

/** Attributes with a list of allowed values. */
const ALLOWED = {
  stack: ['sum', 'percent'],
  scale: ['linear', 'log'],
  compare: ['previous', 'weekday'],
} as const;

/** The points to draw: of a bar list only the largest. */
export const arrange = (view: ChartView, points: Points, texts: Texts): Points =>
  view.type === 'bar-list' ? topBars(points, view, texts) : points;

/** Layers of a chart. @throws {GatewayError} if an attribute has a wrong value or doesn't fit the data */
export function layersOf(model: ChartModel, texts: Texts): readonly Layer[] {
  const { view } = model;
  for (const [attribute, allowed] of Object.entries(ALLOWED) as ['stack' | 'scale' | 'compare', readonly string[]][]) {
    const value = view[attribute];
    if (!value || allowed.includes(value)) continue;
    throw attributeError('letz-chart', attribute, value, `is not known. Allowed: ${allowed.join(', ')}.`);
  }
  const isLog = view.scale === 'log';
  if (isLog && view.stack) {
    throw attributeError('letz-chart', 'scale', 'log', 'does not add up: remove stack or scale.');
  }
  const layers = [
    view.stack ? stackLayer(model, texts) : undefined,
    isLog ? logLayer(model, texts) : undefined,
    view.type === 'bar-list' ? barListLayer(model) : undefined,
    view.stack ? undefined : intervalLayer(model, texts),
    view.compare ? compareLayer(model, texts) : undefined,
    marksLayer(model, texts),
    referenceLayer(model, texts),
  ];
  return layers.filter((layer) => layer !== undefined);
}
