import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Cargando',
  noValue: 'sin valor',
  previously: 'antes {0}',
  trend: 'Evolución entre {0} y {1}',
};
