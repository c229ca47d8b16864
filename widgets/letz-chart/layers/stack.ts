import { isPercent } from '../../core/format/column-roles.ts';
import { attributeError } from '../../core/visual/attribute-error.ts';
import type { ChartModel } from '../model.ts';
import type { Layer, SeriesValues } from './layer.ts';
import type { Texts } from './texts/en.ts';

/** Text of a part of a whole: `34%`. */
export const shareText = ({ view }: ChartModel, part: number): string =>
  view.formats.number(part, { style: 'percent', maximumFractionDigits: 1 });

/** Sums of the series shown, one a point; null without a value. */
export function totalsOf({ points, drawn }: Pick<ChartModel, 'points' | 'drawn'>): SeriesValues {
  return points.x.map((_, index) =>
    drawn.reduce<number | null>((sum, series) => {
      const value = points.series[series]!.values[index] ?? null;
      return value === null ? sum : (sum ?? 0) + value;
    }, null),
  );
}

/** Series on top of each other, as sums or as shares of the total. @throws {GatewayError} for negative values */
export function stackLayer(model: ChartModel, texts: Texts): Layer {
  const { points, drawn, view, labels } = model;
  const asShares = view.stack === 'percent';
  if (points.series.some(({ values }) => values.some((value) => value !== null && value < 0))) {
    throw attributeError('letz-chart', 'stack', view.stack ?? '', 'needs values of 0 or more. Remove stack.');
  }
  const totals = totalsOf(model);
  const top = new Float64Array(points.x.length);
  const base: SeriesValues[] = [];
  const values = points.series.map((series, index): SeriesValues => {
    base.push(Array.from(top));
    if (!drawn.includes(index)) return series.values;
    return series.values.map((value, at) => {
      const total = totals[at] ?? null;
      if (total === null || (asShares && total === 0)) return null;
      top[at]! += asShares ? (100 * (value ?? 0)) / total : (value ?? 0);
      // Rounding errors would draw 100.00000000000001 above the axis.
      return asShares ? Math.min(100, top[at]!) : top[at]!;
    });
  });
  const share = (series: number, index: number) => {
    const [value, total] = [points.series[series]!.values[index] ?? null, totals[index]];
    return value === null || !total ? null : value / total;
  };
  const canTotal = drawn.length > 1 && !asShares;
  return {
    values,
    // Bars have no area between series.
    stack: { base, bands: model.type === 'area' ? bandsOf(drawn) : [] },
    ...(asShares && {
      ceiling: 100,
      notes: [texts.shares],
      formatTick: (value: number) => shareText(model, value / 100),
      qualifier(series: number, index: number) {
        const part = share(series, index);
        return part === null || isPercent(model.columns[series]!) ? '' : shareText(model, part);
      },
    }),
    ...(canTotal && {
      events: (index: number) => {
        const total = totals[index] ?? null;
        return total === null ? [] : [`${texts.total}: ${labels.amount(0, total)}`];
      },
      columns: [
        {
          title: texts.total,
          numeric: true,
          cell: (index: number) => (totals[index] === null ? '' : labels.amount(0, totals[index]!)),
        },
      ],
    }),
  };
}

/** Areas between each series and the one below it. */
const bandsOf = (drawn: readonly number[]): [number, number][] =>
  drawn.slice(1).map((series, at) => [series + 1, drawn[at]! + 1]);
