/** Returns the texts of a locale's language; English while they load, then `ready` is called. */
export type TextsFor<T> = (locale: string, ready: () => void) => T;

/** Texts with English bundled and other languages loaded on demand. */
export function translations<T>(english: T, languages: Record<string, () => Promise<{ texts: T }>>): TextsFor<T> {
  const loading = new Map<string, Promise<void>>();
  const loaded = new Map<string, T>([['en', english]]);
  return (locale, ready) => {
    const language = locale.split('-')[0] ?? 'en';
    const texts = loaded.get(language);
    const load = languages[language];
    if (texts || !load) return texts ?? english;
    const first = loading.get(language);
    const done = first ?? load().then((module) => void loaded.set(language, module.texts));
    loading.set(language, done);
    // English stays if loading fails.
    done.then(ready, () => undefined);
    return english;
  };
}

/** Replaces the placeholders `{0}`, `{1}` … of a text. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, place) => `${values[place] ?? ''}`);
}

/** Text for a count: takes the number, its text for `{0}`, and the texts of further placeholders. */
export type PluralText = (count: number | bigint, ...values: (string | number)[]) => string;

/** Plural rules by language. */
const rules = new Map<string, Intl.PluralRules>();

/** A text with the plural forms of its language (CLDR); a form that is absent is that of `other`. */
export function plural(
  language: string,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): PluralText {
  return (count, ...values) => {
    const known = rules.get(language) ?? new Intl.PluralRules(language);
    rules.set(language, known);
    return fill(forms[known.select(Number(count))] ?? forms.other, ...values);
  };
}
