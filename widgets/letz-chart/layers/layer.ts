import type uPlot from 'uplot';
import type { CanvasTheme } from '../canvas-theme.ts';

/** One value a point; null is a gap. */
export type SeriesValues = readonly (number | null)[];

/** Series that a layer draws beside those of the result. */
export interface LayerSeries {
  values: SeriesValues;
  options(theme: CanvasTheme): uPlot.Series;
}

/** Column of the table twin. */
export interface TableColumn {
  title: string;
  numeric: boolean;
  cell(index: number): unknown;
}

/** Value axis that isn't linear. */
export interface ValueAxis {
  range(min: number, max: number): [number, number];
  /** @param most number of ticks that there is room for */
  ticks(min: number, max: number, most: number): number[];
}

/** Positions of stacked values. */
export interface Stack {
  /** Lower end of each value, one array a series. */
  base: readonly SeriesValues[];
  /** Areas between a series and the one below it, by index in uPlot's series. */
  bands: readonly (readonly [upper: number, lower: number])[];
}

/** Addition to a chart: what it draws beside or instead of the plain series, and its texts. */
export interface Layer {
  /** Values that are drawn instead of those of the points, one array a series. */
  values?: readonly SeriesValues[];
  stack?: Stack;
  axis?: ValueAxis;
  /** Format of the value axis' ticks. */
  formatTick?(value: number): string;
  /** Upper end of the value axis. */
  ceiling?: number;
  /** Values that the value axis includes. */
  extent?: readonly number[];
  series?: readonly LayerSeries[];
  /** Draws between the grid and the series. */
  drawBelow?(plot: uPlot, theme: CanvasTheme): void;
  /** Draws over the series. */
  drawAbove?(plot: uPlot, theme: CanvasTheme): void;
  /** Notes beside the names of the series. */
  notes?: readonly string[];
  /** True if the notes have a dashed swatch. */
  dashed?: boolean;
  /** Parts of the sentence instead of the facts of each series. */
  summary?: readonly string[];
  /** Further parts of the sentence. */
  sentence?: readonly string[];
  /** Text in parentheses after a value: its share of a stack, or its interval. */
  qualifier?(series: number, index: number): string;
  /** Text that compares a value: `12 more than Oct 6`. */
  comparison?(series: number, index: number): string;
  /** Texts about a position on the x axis. */
  events?(index: number): readonly string[];
  /** Further columns of the table twin. */
  columns?: readonly TableColumn[];
}
