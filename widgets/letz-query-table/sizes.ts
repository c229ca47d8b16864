/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What is seen of a grid's rows, in pixels. */
export interface Sight extends Size {
  /** Where the grid is scrolled to. */
  scrollTop: number;
  scrollLeft: number;
}

/** Tables that will be drawn; not held, because one that never comes into the page never will be. */
const waiting = new Set<WeakRef<Element>>();
const known = new WeakMap<Element, Size>();

/** A table will soon be drawn. @returns it will not */
export function expectSize(table: Element): () => void {
  const expected = new WeakRef(table);
  waiting.add(expected);
  return () => waiting.delete(expected);
}

const read = (table: Element) => known.set(table, { width: table.clientWidth, height: table.clientHeight });

/** How large a table is before it is drawn. Those that wait are read together: one by one, each would have the page laid out. */
export function sizeBefore(table: Element): Size {
  if (!known.has(table)) {
    read(table);
    for (const expected of waiting) {
      const each = expected.deref();
      if (each && !each.isConnected) continue;
      waiting.delete(expected);
      if (each) read(each);
    }
  }
  return known.get(table)!;
}

const listeners = new WeakMap<Element, (sight: Sight) => void>();

/** One for all tables of a page, that reads all sizes before any table changes the page. */
const observer = new ResizeObserver((entries) => {
  const sights = entries.map(({ target, contentRect: { width, height } }) => ({
    width,
    height: height - target.firstElementChild!.clientHeight,
    scrollTop: target.scrollTop,
    scrollLeft: target.scrollLeft,
  }));
  entries.forEach(({ target }, at) => {
    listeners.get(target)?.(sights[at]!);
  });
});

/**
 * Tells how large the rows' part of a grid is, without the titles that come first in it, now and whenever that changes.
 * @returns stops it
 */
export function watchSize(grid: Element, listener: (sight: Sight) => void): () => void {
  listeners.set(grid, listener);
  observer.observe(grid);
  return () => observer.unobserve(grid);
}
