import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  asOf: 'Stand',
  daysIn: 'Tage in',
  noValue: 'kein Wert',
  previously: 'zuvor {0}',
  trend: 'Verlauf zwischen {0} und {1}',
};
