/** Comparison function of two rows; negative if the first sorts first. */
export type Order<Row> = (a: Row, b: Row) => number;

type Key = number | bigint | string | null;

/** Combines comparisons: each breaks the ties of the previous ones. */
export function by<Row>(...orders: Order<Row>[]): Order<Row> {
  return (a, b) => {
    for (const order of orders) {
      const decided = order(a, b);
      if (decided !== 0) return decided;
    }
    return 0;
  };
}

/** Ascending, null last; texts by code point. */
export function up<Row>(key: (row: Row) => Key): Order<Row> {
  return (a, b) => nullLast(key(a), key(b), compare);
}

/** Descending, null last. */
export function down<Row>(key: (row: Row) => Key): Order<Row> {
  return (a, b) => nullLast(key(a), key(b), (x, y) => compare(y, x));
}

function nullLast(a: Key, b: Key, compareValues: typeof compare): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareValues(a, b);
}

function compare(a: number | bigint | string, b: number | bigint | string): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints([...a], [...b]);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareCodePoints(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i]?.codePointAt(0) as number) - (b[i]?.codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Groups items by a key, in order of first occurrence. */
export function groupBy<Item, Group>(items: Iterable<Item>, key: (item: Item) => Group): Map<Group, Item[]> {
  const groups = new Map<Group, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
