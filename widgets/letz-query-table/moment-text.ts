import type { FilterColumn, Reader } from './row-test.ts';

/** Any day. */
const SAMPLE = '2000-01-01';

/**
 * What cells show of a column's dates or times, as a clock in the reader's zone has them. Intl takes ten times as long as
 * all else that filters: it is asked once for each day, and once for each minute of a day.
 */
export function momentText(column: FilterColumn, print: Reader['print']): (local: string) => string {
  const dayText = remembered((day) => print(day, { ...column, type: 'date' }));
  const around = remembered((time) => print(`${SAMPLE}T${time}`, column).split(dayText(SAMPLE)));
  return (local) => {
    const [day = '', time] = local.split('T');
    if (!time) return dayText(day);
    const [before, after] = around(time.slice(0, 5));
    return after === undefined ? print(local, column) : before + dayText(day) + after;
  };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, T>();
  return (key) => {
    let value = found.get(key);
    if (value === undefined) {
      value = find(key);
      found.set(key, value);
    }
    return value;
  };
}
