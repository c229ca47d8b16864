import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  noValue: 'kein Wert',
  previously: 'zuvor {0}',
  trend: 'Verlauf zwischen {0} und {1}',
};
