import type { Value } from '../../server/contract.ts';

const cache = new Map<string, unknown>();

/** Intl's formatters are slow to make and quick to use. */
export function cached<T>(key: string, make: () => T): T {
  let format = cache.get(key) as T | undefined;
  if (format === undefined) {
    format = make();
    cache.set(key, format);
  }
  return format;
}

/** Writes values as the readers of one locale expect them. */
export class Formats {
  /** A locale that Intl knows. */
  readonly locale: string;
  /** The zone that moments are shown in, as the gateway takes it; blank: the reader's own. */
  readonly tz: string;

  private constructor(locale: string, tz: string) {
    this.locale = locale;
    this.tz = tz;
  }

  /**
   * @param locale as pages write it, such as `pt-BR` or `pt_BR`; English if nobody knows it
   * @param tz as the gateway takes it, such as `Europe/Paris`, `UTC-3` or `+05:30`
   */
  static for(locale: string, tz = ''): Formats {
    return cached(`f${locale} ${tz}`, () => new Formats(knownLocale(locale), tz));
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
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
