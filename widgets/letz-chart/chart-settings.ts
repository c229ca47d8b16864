import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { PictureView } from '../core/visual/table-toggle.ts';

/** Data of a further query; an error if it failed, undefined while there is none. */
export type Further = Result | ColumnarResult | Error | undefined;

/** Settings of a chart; undefined for those that are not set. */
export interface ChartSettings {
  /** Name of the x column; empty: the first date, timestamp or text. */
  x: string;
  /** Names of the columns to draw, separated by commas; empty: all numbers of one unit. */
  series: string;
  /** Chart type; undefined: that of the query's view, else one that fits the data. */
  type: string | undefined;
  /** Value of a goal line. */
  goal: number | undefined;
  /** Values of threshold lines with their names: `400 limit, 500 alarm`. */
  thresholds: string | undefined;
  /** `sum` or `percent`. */
  stack: string | undefined;
  /** `log`. */
  scale: string | undefined;
  /** Name of the column whose values have a picture each. */
  split: string | undefined;
  /** `previous` or `weekday`. */
  compare: string | undefined;
  /** Name of the query of marks. */
  marks: string | undefined;
}

/** Data and settings that a chart shows. */
export interface ChartView extends PictureView<Result | ColumnarResult>, ChartSettings {
  /** The same query for the period before. */
  earlierData: Further;
  /** Marks on the time axis. */
  marksData: Further;
  /** Values that the value axis includes: those of the other charts of small multiples. */
  extent: readonly number[] | undefined;
  /** Positions that the x axis includes, likewise. */
  span: readonly [number, number] | undefined;
}

/** Data of a chart that is one of small multiples. */
export type PanelData = Pick<ChartView, 'extent' | 'span' | 'earlierData' | 'marksData'>;
