import type { ColumnRole, DurationUnit } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from './formats.ts';

const PLAIN: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 20 };

/** Text of a number whose role has a format of its own; undefined for other roles. */
export function formatByRole(
  formats: Formats,
  value: Value,
  role: ColumnRole | undefined,
  format: string | undefined,
): string | undefined {
  switch (role) {
    // Separators would make another number of an identifier or a year.
    case 'identifier':
    case 'year':
      return formats.number(value, PLAIN);
    case 'currency':
      return format && /^[a-z]{3}$/i.test(format) ? formats.number(value, currency(format)) : undefined;
    case 'bytes':
      return formatBytes(formats, value);
    case 'duration':
      return formatDuration(formats, value, format);
    default:
      return undefined;
  }
}

/** Options by currency, because `Formats` caches formatters by options object. */
const currencies = new Map<string, Intl.NumberFormatOptions>();

function currency(code: string): Intl.NumberFormatOptions {
  const options = currencies.get(code) ?? { style: 'currency', currency: code };
  currencies.set(code, options);
  return options;
}

const unit = (name: string, unitDisplay: 'short' | 'narrow', maximumFractionDigits: number) =>
  ({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits }) satisfies Intl.NumberFormatOptions;

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'].map((name) =>
  unit(name, 'short', name === 'byte' ? 0 : 1),
);

/** A size in decimal units, `1.2 MB`. */
function formatBytes(formats: Formats, value: Value): string | undefined {
  const bytes = Number(value);
  if (!Number.isFinite(bytes)) return undefined;
  // 999,950 bytes would be rounded to 1,000 kB.
  const power = BYTE_UNITS.findIndex((_, index) => Math.abs(bytes) < 999.95 * 1000 ** index);
  const index = power < 0 ? BYTE_UNITS.length - 1 : power;
  return formats.number(bytes / 1000 ** index, BYTE_UNITS[index]);
}

const SECONDS: Record<DurationUnit, number> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
/** Units of a duration with their lengths in seconds, each with the next smaller one. */
const DURATION_UNITS = (
  [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const
).map(([name, seconds]) => ({ seconds, options: unit(name, 'narrow', 0) }));
const TENTHS = unit('second', 'narrow', 1);
const MILLISECONDS = unit('millisecond', 'narrow', 0);

/** A length of time in its two largest units, `1h 5m`; below a minute `12.5s`, below a second `80ms`. */
function formatDuration(formats: Formats, value: Value, format: string | undefined): string | undefined {
  const total = Number(value) * SECONDS[(format ?? 's') as DurationUnit];
  if (!Number.isFinite(total)) return undefined;
  const length = Math.abs(total);
  const sign = total < 0 ? '-' : '';
  if (length === 0) return formats.number(0, TENTHS);
  if (length < 0.9995) return sign + formats.number(length * 1000, MILLISECONDS);
  if (length < 59.95) return sign + formats.number(length, TENTHS);
  // Rounded to the smaller unit first, so that 59 minutes and 59.9 seconds become an hour.
  const smaller = length < 3599.5 ? 1 : length < 86_370 ? 60 : 3600;
  const rounded = Math.round(length / smaller) * smaller;
  const at = DURATION_UNITS.findIndex(({ seconds }) => seconds <= rounded);
  const [large, small] = [DURATION_UNITS[at]!, DURATION_UNITS[at + 1]!];
  const rest = Math.round((rounded % large.seconds) / small.seconds);
  const whole = formats.number(Math.floor(rounded / large.seconds), large.options);
  return sign + whole + (rest ? ` ${formats.number(rest, small.options)}` : '');
}
