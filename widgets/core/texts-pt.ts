import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Carregando',
  noValue: 'sem valor',
};
