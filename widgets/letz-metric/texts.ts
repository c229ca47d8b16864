import { translations } from '../core/translations.ts';

/** What is said around a figure, in English. */
export const english = {
  previously: 'previously {0}',
  trend: 'between {0} and {1}',
  daysIn: 'days in {0}',
  better: 'for the better',
  worse: 'for the worse',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
