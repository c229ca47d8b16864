/** A point of a series. */
export interface Cursor {
  readonly index: number;
  readonly series: number;
}

/** Indexes of the first and the last point in view. */
export type Range = readonly [first: number, last: number];

/** What the reader has come to: null for no point, and for all points in view. */
export interface Place {
  cursor: Cursor | null;
  range: Range | null;
}

export interface Field {
  count: number;
  /** The series that are drawn. */
  series: readonly number[];
  /** The points stand below each other instead of side by side. */
  vertical: boolean;
  /** The first point is the rightmost, as in Arabic. */
  rtl?: boolean;
  /** Where the first key press lands. */
  start: number;
}

/** Least points in view. */
const FEWEST = 3;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** Where a key moves the cursor; undefined for keys that don't. */
export function moveCursor(key: string, cursor: Cursor | null, field: Field): Cursor | undefined {
  const { count, series, vertical, rtl, start } = field;
  const [first = 0] = series;
  const page = Math.max(1, Math.round(count / 10));
  const along: Record<string, number> = {
    [vertical ? 'ArrowUp' : rtl ? 'ArrowRight' : 'ArrowLeft']: -1,
    [vertical ? 'ArrowDown' : rtl ? 'ArrowLeft' : 'ArrowRight']: 1,
    PageUp: -page,
    PageDown: page,
    Home: -count,
    End: count,
  };
  const across: Record<string, number> = {
    [vertical ? 'ArrowLeft' : 'ArrowUp']: -1,
    [vertical ? 'ArrowRight' : 'ArrowDown']: 1,
  };
  if (key in along) {
    if (!cursor) return { index: key === 'Home' ? 0 : key === 'End' ? count - 1 : start, series: first };
    return { ...cursor, index: clamp(cursor.index + along[key]!, 0, count - 1) };
  }
  if (!(key in across)) return undefined;
  if (!cursor) return { index: start, series: first };
  const place = (Math.max(0, series.indexOf(cursor.series)) + across[key]! + series.length) % series.length;
  return { ...cursor, series: series[place] ?? first };
}

/** What a key brings into view around a point: fewer, more or (null) all of the points; undefined for other keys. */
export function zoomBy(key: string, range: Range | null, count: number, around: number): Range | null | undefined {
  if (key === '0' || key === 'Escape') return range ? null : undefined;
  if (key !== '+' && key !== '=' && key !== '-') return undefined;
  const [first, last] = range ?? [0, count - 1];
  const shown = last - first + 1;
  const wanted = Math.max(Math.min(FEWEST, count), Math.round(key === '-' ? shown * 2 : shown / 2));
  if (wanted >= count) return null;
  const from = clamp(around - Math.floor(wanted / 2), 0, count - wanted);
  return [from, from + wanted - 1];
}

/** The same number of points, moved so that one of them is in view. */
export function panTo(index: number, range: Range | null): Range | null {
  if (!range) return null;
  const [first, last] = range;
  const by = Math.min(0, index - first) + Math.max(0, index - last);
  return by ? [first + by, last + by] : range;
}

/** Where a key leads: to another point, kept in view, or to more or fewer points in view; undefined for other keys. */
export function steer(key: string, { cursor, range }: Place, field: Field): Place | undefined {
  const moved = moveCursor(key, cursor, field);
  if (moved) return { cursor: moved, range: panTo(moved.index, range) };
  const zoomed = zoomBy(key, range, field.count, cursor?.index ?? field.start);
  return zoomed === undefined ? undefined : { cursor, range: zoomed };
}
