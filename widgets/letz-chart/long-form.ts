import type { Value } from '../../server/contract/value.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import type { Points, Series } from './points.ts';

/** Most series that can be told apart. The smallest ones beyond are added up. */
const MOST_SERIES = 8;

/** Name of the series of all others: no text of a row. */
export const OTHERS = '\u0000others';

/** Rows in long form: several with the same x, told apart by a text. */
export interface LongForm {
  /** Name of the x column. */
  xName: string;
  /** Ascending. */
  x: readonly number[];
  /** Values of the x column. */
  keys: readonly Value[];
  names: readonly string[];
  numbers: readonly (number | null)[];
  /** Index of each row in the result. */
  rows: ArrayLike<number>;
  isPartial: (row: number) => boolean;
  /** True if values add up, which those of a share don't. */
  sums: boolean;
}

const DUPLICATE =
  'has the same value in several rows with the same text. Group by both in the query, so that there is one row for each.';

type Grouped = Pick<Points, 'x' | 'rows' | 'partialFrom' | 'omitted'> & {
  keys: Value[];
  series: Omit<Series, 'column'>[];
};

/** A series for each text, the largest first. @throws {GatewayError} if a text occurs twice at one x */
export function groupSeries({ xName, x, keys, names, numbers, rows, isPartial, sums }: LongForm): Grouped {
  const points = new Map<Value, number>();
  const firsts: number[] = [];
  keys.forEach((key, index) => {
    if (points.has(key)) return;
    points.set(key, points.size);
    firsts.push(index);
  });
  const count = points.size;

  const found = new Map<string, { values: (number | null)[]; rows: Int32Array; total: number }>();
  const partial = new Uint8Array(count);
  names.forEach((name, index) => {
    const point = points.get(keys[index]!)!;
    let series = found.get(name);
    if (!series) {
      series = { values: Array<number | null>(count).fill(null), rows: new Int32Array(count).fill(-1), total: 0 };
      found.set(name, series);
    }
    if (series.rows[point]! >= 0) throw attributeError('letz-chart', 'x', xName, DUPLICATE);
    series.values[point] = numbers[index] ?? null;
    series.rows[point] = rows[index]!;
    series.total += numbers[index] ?? 0;
    if (isPartial(rows[index]!)) partial[point] = 1;
  });

  const sorted = [...found].sort(([, a], [, b]) => b.total - a.total);
  const kept = sorted.length > MOST_SERIES ? sorted.slice(0, sums ? MOST_SERIES - 1 : MOST_SERIES) : sorted;
  const rest = sorted.slice(kept.length).map(([, series]) => series);
  const series = kept.map(([name, { values, rows }]) => ({
    name,
    title: name,
    values,
    gaps: values.includes(null),
    rows,
  }));
  if (rest.length && sums) {
    const values = Array.from({ length: count }, (_, point) =>
      rest.reduce<number | null>((sum, { values }) => {
        const value = values[point] ?? null;
        return value === null ? sum : (sum ?? 0) + value;
      }, null),
    );
    series.push({
      name: OTHERS,
      title: String(rest.length),
      values,
      gaps: values.includes(null),
      rows: new Int32Array(count).fill(-1),
    });
  }
  let partialFrom = count;
  while (partialFrom > 0 && partial[partialFrom - 1]) partialFrom--;
  return {
    x: firsts.map((first) => x[first]!),
    keys: [...points.keys()],
    rows: Int32Array.from(firsts, (first) => rows[first]!),
    series,
    omitted: sums ? 0 : rest.length,
    partialFrom,
  };
}
