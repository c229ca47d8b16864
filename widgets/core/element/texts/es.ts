import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Cargando',
  noValue: 'sin valor',
};
