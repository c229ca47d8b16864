/** A course of values as SVG paths, in a box of 100 x 24. */
export interface Sparkline {
  /** The line; where a value is missing, it is broken. */
  line: string;
  /** The last point, where it ends. */
  end: [x: number, y: number] | null;
}

const WIDTH = 100;
const HEIGHT = 24;
const MARGIN = 2;

/** @param values in order; null where there is none */
export function sparkline(values: readonly (number | null)[]): Sparkline {
  const known = values.filter((value) => value !== null);
  const min = Math.min(...known);
  const span = Math.max(...known) - min || 1;
  let line = '';
  let end: Sparkline['end'] = null;
  values.forEach((value, index) => {
    if (value === null) return;
    const x = round((index / Math.max(1, values.length - 1)) * WIDTH);
    const y = round(HEIGHT - MARGIN - ((value - min) / span) * (HEIGHT - 2 * MARGIN));
    const joined = index > 0 && values[index - 1] !== null;
    line += `${joined ? 'L' : 'M'}${x} ${y}`;
    end = [x, y];
  });
  return { line, end };
}

const round = (value: number) => Math.round(value * 100) / 100;
