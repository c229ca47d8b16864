/** A point of a series. */
export interface Cursor {
  readonly index: number;
  readonly series: number;
}

/** Indexes of the first and the last visible point. */
export type Range = readonly [first: number, last: number];

/** Position of the cursor, `null` for none, and the visible range, `null` for all points. */
export interface ViewState {
  cursor: Cursor | null;
  range: Range | null;
}

export interface Field {
  count: number;
  /** Indexes of the series shown. */
  series: readonly number[];
  /** True if points are one below the other, as horizontal bars are. */
  vertical: boolean;
  /** True if the page reads from right to left. */
  rtl?: boolean;
  /** Index that the first key press moves to. */
  start: number;
}

/** Least number of visible points. */
const MIN_POINTS = 3;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** Position after a key press; undefined for keys that don't move the cursor. */
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
  const position = (Math.max(0, series.indexOf(cursor.series)) + across[key]! + series.length) % series.length;
  return { ...cursor, series: series[position] ?? first };
}

/** Visible range after a key press: `+` halves, `-` doubles it around a point, `0` and Escape show all (`null`); undefined for other keys. */
export function zoomBy(key: string, range: Range | null, count: number, around: number): Range | null | undefined {
  if (key === '0' || key === 'Escape') return range ? null : undefined;
  if (key !== '+' && key !== '=' && key !== '-') return undefined;
  const [first, last] = range ?? [0, count - 1];
  const shown = last - first + 1;
  const wanted = Math.max(Math.min(MIN_POINTS, count), Math.round(key === '-' ? shown * 2 : shown / 2));
  if (wanted >= count) return null;
  const from = clamp(around - Math.floor(wanted / 2), 0, count - wanted);
  return [from, from + wanted - 1];
}

/** Moves a range so that it includes a point. */
export function panTo(index: number, range: Range | null): Range | null {
  if (!range) return null;
  const [first, last] = range;
  const by = Math.min(0, index - first) + Math.max(0, index - last);
  return by ? [first + by, last + by] : range;
}

/** Cursor and range after a key press; undefined for keys that change neither. */
export function handleKey(key: string, { cursor, range }: ViewState, field: Field): ViewState | undefined {
  const moved = moveCursor(key, cursor, field);
  if (moved) return { cursor: moved, range: panTo(moved.index, range) };
  const zoomed = zoomBy(key, range, field.count, cursor?.index ?? field.start);
  return zoomed === undefined ? undefined : { cursor, range: zoomed };
}
