import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  noValue: 'kein Wert',
};
