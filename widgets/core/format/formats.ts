import type { Value } from '../../../server/contract/value.ts';

const cache = new Map<string, unknown>();
/** The same by the object of options, which is found without being read. */
const quick = new WeakMap<object, Map<string, unknown>>();
const NONE = {};

/** Intl's formatters are slow to make and quick to use. @param options what they were made of, beside the key */
export function cached<T>(key: string, make: () => T, options: object = NONE): T {
  let known = quick.get(options);
  if (!known) {
    known = new Map();
    quick.set(options, known);
  }
  let format = known.get(key) as T | undefined;
  if (format === undefined) {
    const whole = key + JSON.stringify(options);
    format = (cache.get(whole) as T | undefined) ?? make();
    cache.set(whole, format);
    known.set(key, format);
  }
  return format;
}

const ALL_DIGITS = { maximumFractionDigits: 20 };

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
  number(value: Value, options: Intl.NumberFormatOptions = ALL_DIGITS): string {
    if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value;
    const { locale } = this;
    const format = cached(`n${locale}`, () => new Intl.NumberFormat(locale, options), options);
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
