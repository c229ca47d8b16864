import type { CanvasTheme } from './canvas-theme.ts';
import type { Layer, SeriesValues, ValueAxis } from './layers/layer.ts';
import type { Points } from './points.ts';

/** Values of the attribute `type`. */
export const CHART_TYPES = ['line', 'area', 'bars', 'bar-list'] as const;

/** Marks that a chart is drawn with, as a query's `view` names them, too. */
export type ChartType = 'line' | 'area' | 'bars';

/** Description of a chart to draw, independent of its size and theme. */
export interface ChartSpec {
  points: Points;
  /** Values as they are drawn, one array a series: those of the points, or sums of a stack. */
  values: readonly SeriesValues[];
  type: ChartType;
  /** True for a bar list, whose bars are always horizontal. */
  list: boolean;
  /** Additions to the series. */
  layers: readonly Layer[];
  /** Positions that the x axis includes; undefined: those of the points. */
  span: readonly [number, number] | undefined;
  /** Value axis that isn't linear. */
  axis: ValueAxis | undefined;
  /** Names of hidden series. */
  hidden: ReadonlySet<string>;
  /** True if all values are integers. */
  whole: boolean;
  /** True if the value axis includes zero. */
  fromZero: boolean;
  /** Upper end of the value axis where values have one, such as 100 for a share; else infinity. */
  ceiling: number;
  locale: string;
  /** Time zone of the x axis; undefined: the user's. */
  tz: string | undefined;
  /** Formats a tick of a numeric x axis. */
  formatX(value: number): string;
  /** Formats a tick of the value axis. */
  formatValue(value: number): string;
}

/** Size- and theme-dependent settings of a drawing. */
export interface Layout {
  theme: CanvasTheme;
  /** Bars are horizontal. */
  horizontal: boolean;
  /** Too small for axes: only the marks are drawn. */
  tiny: boolean;
}
