import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import { knownZone } from '../core/format/values.ts';
import type { PictureView } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import type { ChartType, Drawing } from './drawing.ts';
import { Labels } from './labels.ts';
import type { Caption } from './picture.ts';
import { defaultType, type Points } from './series.ts';
import { sentenceOf } from './summary.ts';

export interface ChartView extends PictureView<Result | ColumnarResult> {
  /** The column along the x axis; empty: found in the data. */
  x: string;
  /** Names of the columns to draw, separated by commas; empty: found in the data. */
  series: string;
  /** What to draw: the first that is a chart's type, else what suits the data. */
  types: readonly (string | undefined)[];
}

const isType = (name: string | undefined): name is ChartType => name === 'line' || name === 'area' || name === 'bars';

/** A result as a chart shows it: its points in words, and what to draw of them. */
export class Chart {
  readonly points: Points;
  readonly labels: Labels;
  readonly texts: Texts;
  readonly view: ChartView;
  readonly type: ChartType;
  /** Names of series that the reader took away. */
  readonly off: ReadonlySet<string>;
  /** Indexes of the others. */
  readonly drawn: readonly number[];

  constructor(view: ChartView, points: Points, texts: Texts, off: ReadonlySet<string>) {
    this.view = view;
    this.points = points;
    this.texts = texts;
    this.labels = new Labels(points, view.data.columns, view.formats, texts);
    this.type = view.types.find(isType) ?? defaultType(points);
    this.off = off;
    this.drawn = points.series.flatMap(({ name }, index) => (off.has(name) ? [] : index));
  }

  /** Whether there is a value at all. */
  get drawable(): boolean {
    return this.points.series.some(({ values }) => values.some((value) => value !== null));
  }

  /** Where the keyboard's cursor begins: at the latest complete point, or the first category. */
  get start(): number {
    const { kind, partialFrom } = this.points;
    return kind === 'category' ? 0 : Math.max(0, partialFrom - 1);
  }

  /** What stands beside the picture. @param subtitle of when the data is */
  caption(subtitle: string): Caption {
    const { points, off, type, texts, view } = this;
    const { series, partialFrom, x } = points;
    return {
      title: view.heading,
      subtitle,
      legend: series.length > 1 ? series.map(({ name }) => (off.has(name) ? '' : columnTitle(name))) : [],
      bars: type === 'bars',
      partial: partialFrom < x.length ? texts.partial : '',
    };
  }

  get drawing(): Drawing {
    const { points, labels, type, off } = this;
    const { data, formats } = this.view;
    return {
      points,
      type,
      hidden: off,
      whole: points.series.every(({ column }) => data.columns[column]!.type === 'integer'),
      locale: formats.locale,
      tz: points.zoned ? knownZone(formats.tz) : 'UTC',
      formatValue: (value) => labels.tick(value),
    };
  }

  /** What it is called, or else what it draws. */
  get name(): string {
    return this.view.heading || this.points.series.map(({ name }) => columnTitle(name)).join(', ');
  }

  /** What it shows, in one sentence. */
  get sentence(): string {
    const { points, labels, texts, view } = this;
    return sentenceOf(points, view.heading, labels, texts);
  }
}
