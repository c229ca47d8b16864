import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Carregando',
  noValue: 'sem valor',
  previously: 'antes {0}',
  trend: 'Evolução entre {0} e {1}',
};
