import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Carregando',
  noValue: 'sem valor',
};
