import type { CanvasTheme } from './canvas-theme.ts';
import type { Points } from './points.ts';

/** Chart types, as the attribute `type` and a query's `view` name them. */
export const CHART_TYPES = ['line', 'area', 'bars'] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** Description of a chart to draw, independent of its size and theme. */
export interface ChartSpec {
  points: Points;
  type: ChartType;
  /** Names of hidden series. */
  hidden: ReadonlySet<string>;
  /** True if all values are integers. */
  whole: boolean;
  /** True if the value axis includes zero. */
  fromZero: boolean;
  /** Upper end of the value axis where values have one, such as 100 for a share; else infinity. */
  ceiling: number;
  /** Value of a horizontal goal line; undefined: none. */
  goal: number | undefined;
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
