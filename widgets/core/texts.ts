/** What the widgets say, in English. Other languages are loaded when they are needed. */
export const english = {
  loading: 'Loading',
  empty: 'Nothing to show',
  emptyHint: 'No rows for these parameters.',
  retry: 'Try again',
  expired: 'The access to this data has expired',
  expiredHint: 'Reload the page to renew it.',
  failed: 'This could not be loaded',
  denied: 'This data is not open to you',
  unreachable: 'The gateway cannot be reached',
  unreachableHint: 'Its ALLOWED_ORIGINS must name this page, and it must be running.',
  stale: 'Not refreshed',
  asOf: 'As of',
  partial: 'not over yet',
  noValue: 'no value',
  change: 'change against the time before',
};

export type Texts = typeof english;

const translations: Record<string, () => Promise<{ texts: Texts }>> = {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
};

const loaded = new Map<string, Texts>([['en', english]]);

/** The texts of a locale's language as far as they are here already; `ready` hears when they have come. */
export function textsFor(locale: string, ready: () => void): Texts {
  const language = locale.split('-')[0] ?? 'en';
  const texts = loaded.get(language);
  if (texts) return texts;
  loaded.set(language, english);
  translations[language]?.().then(
    (module) => {
      loaded.set(language, module.texts);
      ready();
    },
    () => loaded.delete(language),
  );
  return english;
}
