/** The texts of a locale's language as far as they are here already; `ready` hears when better ones have come. */
export type TextsFor<T> = (locale: string, ready: () => void) => T;

/** English is at hand; other languages are loaded when a reader needs them. */
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
    // What can't be loaded stays English.
    done.then(ready, () => undefined);
    return english;
  };
}

/** A text with its places `{0}`, `{1}` … filled in. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, place) => `${values[place] ?? ''}`);
}
