import type { StateTexts } from '../core/address/address-state.ts';
import type { Range } from './keyboard.ts';
import type { Points } from './points.ts';

/** The visible range as the text `zoom`: the x of its first and last point, which stay the same when more points come. */
export const readZoom = ({ x }: Points, range: Range | null): StateTexts => ({
  zoom: range ? `${x[range[0]]}..${x[range[1]]}` : '',
});

/** The range that `readZoom` returned; null if it has no points any more. */
export function restoreZoom({ x }: Points, { zoom = '' }: StateTexts): Range | null {
  const [, from, to] = /^(-?[\d.]+?)\.\.(-?[\d.]+)$/.exec(zoom) ?? [];
  if (from === undefined) return null;
  const first = x.findIndex((value) => value >= Number(from));
  const last = x.findLastIndex((value) => value <= Number(to));
  return first >= 0 && first < last ? [first, last] : null;
}

/** The names of the hidden series as the text `hidden`. */
export const readHidden = (hidden: ReadonlySet<string>): StateTexts => ({
  hidden: [...hidden].map(encodeURIComponent).join(),
});

/** The hidden series that `readHidden` returned, as far as they are there. */
export function restoreHidden({ series }: Points, { hidden = '' }: StateTexts): ReadonlySet<string> {
  const names = hidden.split(',');
  return new Set(series.map(({ name }) => name).filter((name) => names.includes(encodeURIComponent(name))));
}
