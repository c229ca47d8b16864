import type { ColumnarResult, Result } from '../../../server/contract/result.ts';
import { isAmount, isPercent } from '../../core/format/column-roles.ts';
import { fill } from '../../core/format/translations.ts';
import { formatDate } from '../../core/format/values.ts';
import { truncationText } from '../../core/visual/truncation.ts';
import type { CanvasTheme } from '../canvas-theme.ts';
import { Labels } from '../labels.ts';
import { isolatedPoints } from '../lines.ts';
import type { ChartModel } from '../model.ts';
import { isTime, type Points } from '../points.ts';
import { toPoints } from '../series.ts';
import { colorOf } from '../series-style.ts';
import { alignPoints } from './align.ts';
import type { Layer, LayerSeries, SeriesValues } from './layer.ts';
import { totalsOf } from './stack.ts';
import type { Texts } from './texts/en.ts';
import { drawTicks } from './ticks-on-bars.ts';

const DASH = [4, 3];
/** Number of series in the sentence. */
const MAX_SERIES = 4;

/** The values of the period before beside those of a chart. */
export class Comparison {
  readonly #model: ChartModel;
  readonly #texts: Texts;
  readonly #earlier: Result | ColumnarResult;
  readonly #points: Points;
  readonly #labels: Labels;
  /** Index of the earlier point for each point; -1 without one. */
  readonly #at: Int32Array;
  /** Earlier values at the points, one array a series; of stacked ones their sums alone. */
  readonly #values: readonly SeriesValues[];

  constructor(model: ChartModel, earlier: Result | ColumnarResult, shift: number, texts: Texts) {
    const { view, points } = model;
    this.#model = model;
    this.#texts = texts;
    this.#earlier = earlier;
    const series = view.series.split(',').flatMap((name) => name.trim() || []);
    this.#points = toPoints(earlier, { x: view.x, series });
    this.#labels = new Labels(this.#points, earlier.columns, view.formats, model.texts);
    this.#at = alignPoints(points, this.#points, shift);
    const aligned = points.series.map(({ name }): SeriesValues => {
      const values = this.#points.series.find((each) => each.name === name)?.values;
      return Array.from(this.#at, (at) => (at < 0 ? null : (values?.[at] ?? null)));
    });
    this.#values = aligned;
  }

  get layer(): Layer {
    const { points, drawn, view, type } = this.#model;
    const texts = this.#texts;
    const { x } = this.#points;
    const truncation = truncationText(this.#earlier, view.formats, this.#model.texts);
    const range = isTime(points) ? ` (${this.#labels.x(0)} – ${this.#labels.x(x.length - 1)})` : '';
    const name = fill(texts.previous, range);
    const shared: Layer = {
      dashed: true,
      notes: [[name, truncation].filter(Boolean).join(' · ')],
      sentence: truncation || view.data.truncated ? [] : this.#sentence(range),
      columns: this.#columns,
      comparison: (series, index) => this.#comparison(series, index),
    };
    if (type === 'bars' && points.kind === 'category') {
      return {
        ...shared,
        extent: drawn.flatMap((series) => this.#values[series]!.filter((value) => value !== null)),
        drawAbove: (plot, theme) => {
          for (const series of drawn)
            drawTicks(plot, this.#color(theme, series), points, series, this.#values[series]!);
        },
      };
    }
    return { ...shared, series: this.#lines };
  }

  get #lines(): LayerSeries[] {
    const { drawn, view } = this.#model;
    const line = (values: SeriesValues, series: number): LayerSeries => {
      const isolated = isolatedPoints(values, values.length);
      return {
        values,
        options: (theme) => ({
          stroke: this.#color(theme, series),
          width: 1.25,
          dash: DASH,
          points: {
            show: false,
            filter: () => (isolated.length ? isolated : null),
            size: 5,
            width: 0,
            fill: this.#color(theme, series),
          },
        }),
      };
    };
    if (view.stack && drawn.length > 1) return [line(totalsOf({ ...this.#stacked, drawn }), -1)];
    return drawn.map((series) => line(this.#values[series]!, series));
  }

  /** The earlier values in the place of the chart's. */
  get #stacked(): Pick<ChartModel, 'points'> {
    const { points } = this.#model;
    const series = points.series.map((each, index) => ({ ...each, values: this.#values[index]! }));
    return { points: { ...points, series } };
  }

  /** Of a single series the colour of texts, which differs from its bars. */
  #color(theme: CanvasTheme, series: number): string {
    if (series < 0 || this.#model.drawn.length < 2) return theme.text;
    return `color-mix(in srgb, ${theme.series[colorOf(series)]} 65%, ${theme.text})`;
  }

  /** Name of the earlier point: its date without the year if that is the same, with the weekday if aligned by it. */
  #nameOf(index: number): string {
    const { points, view, labels } = this.#model;
    const at = this.#at[index]!;
    if (at < 0) return '';
    if (points.kind !== 'date') return points.kind === 'category' ? this.#texts.period : this.#labels.x(at);
    const date = String(this.#labels.value(this.#points.xColumn, at));
    const sameYear = String(labels.value(points.xColumn, index)).startsWith(date.slice(0, 5));
    return formatDate(view.formats, date, {
      month: 'short',
      day: 'numeric',
      ...(view.compare === 'weekday' && { weekday: 'short' }),
      ...(!sameYear && { year: 'numeric' }),
    });
  }

  #comparison(series: number, index: number): string {
    const { points } = this.#model;
    const value = points.series[series]!.values[index] ?? null;
    const before = this.#values[series]?.[index] ?? null;
    if (value === null || before === null) return '';
    const name = this.#nameOf(index);
    if (value === before) return fill(this.#texts.same, name);
    const amount = this.#amount(series, Math.abs(value - before));
    return fill(value > before ? this.#texts.more : this.#texts.less, amount, name);
  }

  /** A difference in the unit of a series; of shares in percentage points. */
  #amount(series: number, difference: number): string {
    const { labels, columns, view } = this.#model;
    if (!isPercent(columns[series]!)) return labels.amount(series, difference);
    return fill(this.#texts.points, view.formats.number(difference, { maximumFractionDigits: 1 }));
  }

  /** Sums, or means of what doesn't add up, over the complete points that both periods have. */
  #sentence(range: string): string[] {
    const { points, drawn, labels, columns } = this.#model;
    const earlierEnd = this.#points.partialFrom;
    return drawn.slice(0, MAX_SERIES).flatMap((series) => {
      const column = columns[series]!;
      const isSum = isAmount(column) && !isPercent(column);
      let [now, before, count] = [0, 0, 0];
      for (let index = 0; index < points.partialFrom; index++) {
        const [a, b] = [points.series[series]!.values[index] ?? null, this.#values[series]![index] ?? null];
        if (a === null || b === null || this.#at[index]! >= earlierEnd) continue;
        now += a;
        before += b;
        count++;
      }
      if (!count) return [];
      const text = (sum: number) => labels.amount(series, isSum ? sum : sum / count);
      const sentence = fill(isSum ? this.#texts.totals : this.#texts.averages, text(now), range, text(before));
      return drawn.length > 1 ? `${labels.series(series)} ${sentence}` : sentence;
    });
  }

  get #columns(): Layer['columns'] {
    const { points, drawn, labels } = this.#model;
    const compared = {
      title: this.#texts.comparedWith,
      numeric: false,
      cell: (index: number) => (this.#at[index]! < 0 ? '' : this.#labels.x(this.#at[index]!)),
    };
    const values = drawn.map((series) => ({
      title: fill(this.#texts.previousOf, labels.series(series)),
      numeric: true,
      cell: (index: number) => {
        const value = this.#values[series]![index] ?? null;
        return value === null ? '' : labels.amount(series, value);
      },
    }));
    return points.kind === 'category' ? values : [compared, ...values];
  }
}
