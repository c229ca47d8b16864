import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Cargando',
  noValue: 'sin valor',
};
