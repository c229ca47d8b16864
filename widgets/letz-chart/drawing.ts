import type { Look } from './look.ts';
import type { Points } from './series.ts';

export type ChartType = 'line' | 'area' | 'bars';

/** What to draw. */
export interface Drawing {
  points: Points;
  type: ChartType;
  /** Names of series that aren't drawn. */
  hidden: ReadonlySet<string>;
  /** Values have no fractions. */
  whole: boolean;
  locale: string;
  /** The zone that the x axis is in; undefined: the reader's own. */
  tz: string | undefined;
  /** A value on the axis, short. */
  formatValue(value: number): string;
}

/** And how. */
export interface Setting {
  look: Look;
  /** Bars lie, because categories are many or have long names. */
  horizontal: boolean;
  /** There is no room for axes: only the shape is drawn. */
  tiny: boolean;
}
