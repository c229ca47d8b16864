import { type Day, floorDivide, HOUR, MINUTE, type Moment, SECOND } from './stamps.ts';

/** IANA names that the generated data may hold. */
export const IANA = [
  ...['America/Sao_Paulo', 'America/Havana', 'America/St_Johns', 'America/New_York', 'America/Nuuk', 'Cuba'],
  ...['America/Goose_Bay', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'America/Caracas', 'EST5EDT'],
  ...['Europe/London', 'Europe/Lisbon', 'GB', 'CET', 'MET', 'EET', 'WET', 'Africa/Casablanca', 'Atlantic/Azores'],
  ...['Asia/Kathmandu', 'Asia/Katmandu', 'Asia/Kolkata', 'Asia/Gaza', 'Australia/Lord_Howe', 'Antarctica/Troll'],
  ...['Antarctica/Casey', 'Pacific/Apia', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Marquesas', 'NZ-CHAT'],
  ...['Etc/GMT+3', 'Etc/GMT-14', 'Etc/GMT0', 'Etc/UTC', 'GMT+0', 'GMT-0', 'GMT0', 'UCT', 'Zulu', 'Universal'],
  ...['EST', 'MST', 'HST', 'Greenwich', 'PRC', 'ROK'],
];

const MINUSES = ['-', '\u2212', '\u2013', '\uFF0D'];
const PLUSES = ['+', '\uFF0B'];
const ASCII_SPACE = ' \t\n\v\f\r';
const isDigits = (text: string) => text !== '' && [...text].every((char) => char >= '0' && char <= '9');
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The time zone of a spelling: an IANA name, `+05:30`, `UTC`, or null. */
export function readZone(text: string): string | null {
  const trimmed = trim(text);
  if (['utc', 'gmt', 'z'].includes(lower(trimmed))) return 'UTC';
  const named = IANA.find((name) => lower(name) === lower(trimmed));
  if (named !== undefined) return named;

  let rest = trimmed;
  if (['utc', 'gmt'].includes(lower(rest.slice(0, 3)))) rest = trim(rest.slice(3));
  const sign = rest.slice(0, 1);
  if (![...MINUSES, ...PLUSES].includes(sign)) return null;
  const size = readClock(trim(rest.slice(1)));
  if (size === null) return null;
  const offset = PLUSES.includes(sign) ? size : -size;
  if (offset < -12 * 60 || offset > 14 * 60 || size % 15 !== 0) return null;
  if (size === 0) return 'UTC';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `h`, `hh`, `h:mm`, `hh:mm` or `hhmm` in minutes. */
function readClock(text: string): number | null {
  const [hours = '', minutes = '', ...more] = /^.{4}$/.test(text) && isDigits(text) ? cut(text) : splitClock(text);
  if (more.length > 0 || !isDigits(hours) || hours.length > 2) return null;
  if (!isDigits(minutes) || minutes.length !== 2 || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
}
const cut = (text: string) => [text.slice(0, 2), text.slice(2)];
const splitClock = (text: string) => (text.includes(':') ? text.split(':') : [text, '00']);

function trim(text: string): string {
  const chars = [...text];
  while (chars.length > 0 && ASCII_SPACE.includes(chars[0] as string)) chars.shift();
  while (chars.length > 0 && ASCII_SPACE.includes(chars.at(-1) as string)) chars.pop();
  return chars.join('');
}

export interface Local {
  day: Day;
  hour: number;
  /** Local time, as if it were UTC. */
  clock: Moment;
}

/** Local time in a zone from `readZone`. */
export function localTime(at: Moment, zone: string): Local {
  const clock = at + offsetAt(at, zone);
  const day = floorDivide(clock, 24n * HOUR);
  return { day: Number(day), hour: Number((clock - day * 24n * HOUR) / HOUR), clock };
}

/** Offset of a zone from UTC in microseconds. */
export function offsetAt(at: Moment, zone: string): bigint {
  if (zone === 'UTC') return 0n;
  if (/^[-+]\d\d:\d\d$/.test(zone)) {
    const size = BigInt(zone.slice(1, 3)) * HOUR + BigInt(zone.slice(4)) * MINUTE;
    return zone.startsWith('-') ? -size : size;
  }
  const second = floorDivide(at, SECOND);
  const parts = new Map(
    formatOf(zone)
      .formatToParts(Number(second) * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year, month, day, hour, minute, sec] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
    (type) => parts.get(type as Intl.DateTimeFormatPartTypes) as number,
  ) as [number, number, number, number, number, number];
  return BigInt(Date.UTC(year, month - 1, day, hour, minute, sec)) * 1000n - second * SECOND;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', {
    ...numeric,
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
    calendar: 'iso8601',
    timeZone,
  });
  formats.set(timeZone, format);
  return format;
}
