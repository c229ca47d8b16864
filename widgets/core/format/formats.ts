import type { Value } from '../../../server/contract/value.ts';

const cache = new Map<string, unknown>();
/** The same by options object, to look a formatter up without serializing its options. */
const byOptions = new WeakMap<object, Map<string, unknown>>();
const NONE = {};

/** Cache of Intl formatters, which are slow to create. @param options options that the formatter is created with */
export function cached<T>(key: string, make: () => T, options: object = NONE): T {
  let known = byOptions.get(options);
  if (!known) {
    known = new Map();
    byOptions.set(options, known);
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
/** Magnitude below which Intl's 20 decimals would drop digits. */
const TINY = 1e-6;

/** Formatting of values in one locale and time zone. */
export class Formats {
  /** Locale that Intl supports. */
  readonly locale: string;
  /** Time zone of timestamps, in a form that the gateway accepts; blank: the user's. */
  readonly tz: string;

  private constructor(locale: string, tz: string) {
    this.locale = locale;
    this.tz = tz;
  }

  /**
   * @param locale locale such as `pt-BR` or `pt_BR`; English if it is unknown
   * @param tz time zone such as `Europe/Paris`, `UTC-3` or `+05:30`
   */
  static for(locale: string, tz = ''): Formats {
    return cached(`f${locale} ${tz}`, () => new Formats(knownLocale(locale), tz));
  }

  /** Formats a number, also one in text form because no double holds it; other text is returned unchanged. */
  number(value: Value, options: Intl.NumberFormatOptions = ALL_DIGITS): string {
    if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value;
    const { locale } = this;
    if (options.maximumFractionDigits === 20 && Math.abs(Number(value)) < TINY && Number(value)) {
      return this.number(value, { ...options, notation: 'scientific', maximumFractionDigits: 16 });
    }
    const format = cached(`n${locale}`, () => new Intl.NumberFormat(locale, options), options);
    // Intl reads a decimal string exactly (ECMA-402, NumberFormat v3).
    return format.format(value as number);
  }

  /** Formats a number as `12.3K`. */
  compact(value: Value): string {
    return this.number(value, { notation: 'compact', maximumSignificantDigits: 3 });
  }
}

function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Language that the page gives an element, across shadow roots; by default the user's. */
export function languageOf(element: Element): string {
  for (let node: Element | undefined = element; node; node = (node.getRootNode() as ShadowRoot).host) {
    const { lang } = node.closest<HTMLElement>('[lang]') ?? {};
    if (lang) return lang;
  }
  return navigator.language;
}
