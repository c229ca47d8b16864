import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  noValue: 'kein Wert',
};
