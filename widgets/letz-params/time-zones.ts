import { cached, type Formats } from '../core/format/formats.ts';
import { knownZone } from '../core/format/values.ts';
import { isTimeZone } from './param-values.ts';

interface Zone {
  name: string;
  /** The name, and its last part, as they are compared. */
  folded: string;
  city: string;
}

/** Zones of many users around the world, listed before all others. */
const COMMON = [
  'UTC',
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

let all: Zone[] | undefined;

/** All zones that can be searched, common ones first; created with the first search. */
function allZones(): Zone[] {
  all ??= [...new Set([localZone(), ...COMMON, ...Intl.supportedValuesOf('timeZone'), ...OFFSETS])].map(toZone);
  return all;
}

const OFFSETS = Array.from({ length: 27 }, (_, at) => `UTC${at < 12 ? '' : '+'}${at - 12}`).filter(
  (name) => name !== 'UTC+0',
);

const toZone = (name: string): Zone => ({ name, folded: fold(name), city: fold(name.split('/').at(-1) ?? name) });

/** The zone of the user's machine. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Lower case, without accents, with a space between words. */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, ' ');

/**
 * The zones whose names contain all words of a text: an exact match first, then cities of that name, then cities that
 * begin with it.
 * @param first zones that come before others of the same rank
 */
export function findZones(text: string, first: readonly string[] = []): string[] {
  const wanted = fold(text);
  const words = wanted.split(/[ /]/);
  const rank = ({ folded, city }: Zone) =>
    folded === wanted ? 0 : city === wanted ? 1 : city.startsWith(wanted) ? 2 : 3;
  const zones = first.length
    ? [...first.map(toZone), ...allZones().filter(({ name }) => !first.includes(name))]
    : allZones();
  return zones
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ name }) => name);
}

/** The one zone that a text can mean: by its name, its city or as the only match; else the text itself. */
export function resolveZone(text: string): string {
  const found = findZones(text);
  const named = (part: 'folded' | 'city') => allZones().filter((zone) => zone[part] === fold(text));
  const [whole] = named('folded');
  if (whole || isTimeZone(text) || !text.trim()) return whole?.name ?? text;
  const cities = named('city');
  const [only] = cities.length ? cities.map(({ name }) => name) : found;
  return only && (cities.length === 1 || found.length === 1) ? only : text;
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZoneName: 'shortOffset' };

/** The current time and the offset of a zone, as `3:42 PM GMT-3`; empty for a zone that the browser does not know. */
export function zoneClock(zone: string, { locale }: Formats, now = Date.now()): string {
  const timeZone = knownZone(zone);
  if (!timeZone) return '';
  const format = cached(
    `clock ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { ...CLOCK, timeZone }),
    CLOCK,
  );
  return format.format(now);
}
