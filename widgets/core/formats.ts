import type { Column, Value } from '../../server/contract.ts';

const cache = new Map<string, unknown>();

/** Intl's formatters are slow to make and quick to use. */
function cached<T>(key: string, make: () => T): T {
  let format = cache.get(key) as T | undefined;
  if (!format) {
    format = make();
    cache.set(key, format);
  }
  return format;
}

/** Writes values as the readers of one locale expect them. */
export class Formats {
  readonly locale: string;
  /** The zone that timestamps are shown in; undefined: the reader's own. */
  readonly tz: string | undefined;

  constructor(locale: string, tz?: string) {
    this.locale = locale;
    this.tz = tz;
  }

  /** Numbers, also those that came as text because no double holds them; what is no number as it came. */
  number(value: Value, options: Intl.NumberFormatOptions = { maximumFractionDigits: 20 }): string {
    if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value;
    const format = cached(
      `n${this.locale}${JSON.stringify(options)}`,
      () => new Intl.NumberFormat(this.locale, options),
    );
    // Intl reads a decimal string exactly (ECMA-402, NumberFormat v3).
    return format.format(value as number);
  }

  compact(value: Value): string {
    return this.number(value, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  /** A calendar date: never shifted by a zone. */
  date(value: string, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (Number.isNaN(time) || value.length !== 10) return value;
    return this.#dateTime({ ...options, timeZone: 'UTC' }).format(time);
  }

  /** A moment that ends in `Z`, shown in the zone; or a wall clock's time, shown as it is. */
  timestamp(value: string): string {
    const time = Date.parse(value.endsWith('Z') ? value : `${value}Z`);
    if (Number.isNaN(time) || !/^\d{4}-/.test(value)) return value;
    const timeZone = value.endsWith('Z') ? this.tz : 'UTC';
    return this.#dateTime({ dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) }).format(time);
  }

  /** How long ago, as "3 minutes ago". */
  ago(milliseconds: number): string {
    const format = cached(`r${this.locale}`, () => new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }));
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 90) return format.format(-seconds, 'second');
    if (seconds < 90 * 60) return format.format(-Math.round(seconds / 60), 'minute');
    if (seconds < 36 * 3600) return format.format(-Math.round(seconds / 3600), 'hour');
    return format.format(-Math.round(seconds / 86_400), 'day');
  }

  /** A cell's text; null is the caller's to show. */
  value(value: Value, { type, name }: Pick<Column, 'type' | 'name'>): string {
    if (value === null) return '';
    switch (type) {
      case 'integer':
      case 'number':
        return name === 'pct' || name.endsWith('_pct') || name.startsWith('pct_')
          ? `${this.number(value)} %`
          : this.number(value);
      case 'date':
        return this.date(String(value));
      case 'timestamp':
        return this.timestamp(String(value));
      case 'json':
        return JSON.stringify(value);
      default:
        return String(value);
    }
  }

  #dateTime(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return cached(`d${this.locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(this.locale, options));
  }
}
