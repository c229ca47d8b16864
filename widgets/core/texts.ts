import { translations } from './translations.ts';

/** What the widgets say, in English. Other languages are loaded when they are needed. */
export const english = {
  loading: 'Loading',
  noValue: 'no value',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
