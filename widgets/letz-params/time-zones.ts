import { isZone } from './param-values.ts';

interface Zone {
  name: string;
  /** What is compared: the whole name, and its last part. */
  folded: string;
  city: string;
}

let known: Zone[] | undefined;

/** All that can be found, the reader's own first; made once they are needed: they are many. */
function zones(): Zone[] {
  const offsets = Array.from({ length: 27 }, (_, at) => `UTC${at < 12 ? '' : '+'}${at - 12}`);
  known ??= [...new Set([ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone'), ...offsets])]
    .filter((name) => name !== 'UTC+0')
    .map((name) => ({ name, folded: fold(name), city: fold(name.split('/').at(-1)!) }));
  return known;
}

/** The zone that the reader's machine is set to. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Lower case, without accents; a space for what parts words. */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, ' ');

/** The zones in whose names all words of a text occur: first the one of just that name, then cities that begin so. */
export function findZones(text: string): string[] {
  const wanted = fold(text);
  const words = wanted.split(/[ /]/);
  const rank = ({ folded, city }: Zone) =>
    folded === wanted ? 0 : city === wanted ? 1 : city.startsWith(wanted) ? 2 : 3;
  return zones()
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ name }) => name);
}

/** The zone that a text means without a doubt: by its name, its city, or because it is the only one found; or the text itself. */
export function zoneOf(text: string): string {
  const found = findZones(text);
  const named = (part: 'folded' | 'city') => zones().filter((zone) => zone[part] === fold(text));
  const [whole] = named('folded');
  if (whole || isZone(text) || !text.trim()) return whole?.name ?? text;
  const cities = named('city');
  if (cities.length === 1) return cities[0]!.name;
  return found.length === 1 ? found[0]! : text;
}
