import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Carregando',
  asOf: 'Situação em',
  daysIn: 'Dias em',
  noValue: 'sem valor',
  previously: 'antes {0}',
  trend: 'Evolução entre {0} e {1}',
};
