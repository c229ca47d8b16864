import { attributeError } from '../../core/visual/attribute-error.ts';
import { earlierWindow } from '../earlier-window.ts';
import type { ChartModel } from '../model.ts';
import { Comparison } from './comparison.ts';
import type { Layer } from './layer.ts';
import type { Texts } from './texts/en.ts';

/** The period before, as thin dashed lines. @throws {GatewayError} if the query has no period */
export function compareLayer(model: ChartModel, texts: Texts): Layer | undefined {
  const { view } = model;
  const { compare = '', earlierData: earlier, data } = view;
  if (view.stack === 'percent') {
    throw attributeError('letz-chart', 'compare', compare, 'does not go with stack="percent". Remove one of them.');
  }
  if (earlier instanceof Error) return { notes: [texts.earlierFailed] };
  const window = earlierWindow(data, compare === 'weekday');
  if (!window && data.query && view.download) {
    const advice = 'needs a query with a parameter days or since. Remove compare.';
    throw attributeError('letz-chart', 'compare', compare, advice);
  }
  // After a change of the parameters the earlier rows are of another length until the new ones arrive.
  if (!earlier?.rowCount || earlier.params.days !== data.params.days) return undefined;
  return new Comparison(model, earlier, window?.shift ?? 0, texts).layer;
}
