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
  /** A locale that Intl knows. */
  readonly locale: string;
  /** The zone that moments are shown in, as Intl spells it; undefined: the reader's own. */
  readonly tz: string | undefined;

  private constructor(locale: string, tz?: string) {
    this.locale = locale;
    this.tz = tz;
  }

  /**
   * @param locale as pages write it, such as `pt-BR` or `pt_BR`; English if nobody knows it
   * @param tz as the gateway takes it, such as `Europe/Paris`, `UTC-3` or `+05:30`
   */
  static for(locale: string, tz = ''): Formats {
    return cached(`f${locale} ${tz}`, () => new Formats(knownLocale(locale), knownZone(tz)));
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

  /** As `12.3K`. */
  compact(value: Value): string {
    return this.number(value, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  /** A calendar date: never shifted by a zone. */
  date(value: string, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' }): string {
    const time = Date.parse(`${value}T00:00:00Z`);
    return Number.isNaN(time) || value.length !== 10 ? value : this.#dateTime(time, options, 'UTC');
  }

  /** A moment that ends in `Z`, shown in the zone; or a wall clock's time, shown as it is. */
  timestamp(value: string, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }): string {
    const moment = value.endsWith('Z');
    const time = Date.parse(moment ? value : `${value}Z`);
    return Number.isNaN(time) || !/^\d{4}-/.test(value)
      ? value
      : this.#dateTime(time, options, moment ? this.tz : 'UTC');
  }

  /** How long ago, as `3 minutes ago`. */
  ago(milliseconds: number): string {
    const format = cached(`r${this.locale}`, () => new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }));
    const minutes = milliseconds / 60_000;
    if (minutes < 90) return format.format(-Math.floor(minutes), 'minute');
    return minutes < 36 * 60
      ? format.format(-Math.round(minutes / 60), 'hour')
      : format.format(-Math.round(minutes / 1440), 'day');
  }

  /** A cell's text; null is the caller's to show. */
  value(value: Value, { type, name }: Pick<Column, 'type' | 'name'>): string {
    if (value === null) return '';
    switch (type) {
      case 'integer':
      case 'number':
        return this.number(value, isPercent(name) ? PERCENT : undefined);
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

  #dateTime(time: number, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
    const format = cached(
      `d${this.locale}${timeZone}${JSON.stringify(options)}`,
      () => new Intl.DateTimeFormat(this.locale, { ...options, ...(timeZone && { timeZone }) }),
    );
    return format.format(time);
  }
}

const PERCENT: Intl.NumberFormatOptions = { style: 'unit', unit: 'percent', maximumFractionDigits: 20 };

/** Whether a column's numbers are per cent, by its name: `pct`, `d7_pct`, `pct_of_start`. */
const isPercent = (name: string) => /(^|_)pct(_|$)/.test(name);

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The gateway takes more spellings of an offset than Intl does; both count eastward. */
function knownZone(tz: string): string | undefined {
  const [, sign = '', hours = '', minutes = '00'] =
    /^\s*(?:UTC|GMT)?\s*([-+\u2212\u2013\uff0d\uff0b])\s*(\d\d?):?(\d\d)?\s*$/i.exec(tz) ?? [];
  const zone = sign ? `${/[+\uff0b]/.test(sign) ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}` : tz.trim();
  // Asked about a zone, Intl first reads all of them: 10 ms that most pages can save.
  if (!zone) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}
