import type { Texts } from './en.ts';

export const texts: Texts = {
  previously: 'antes {0}',
  trend: 'entre {0} y {1}',
  daysIn: 'días en {0}',
  points: '{0} p. p.',
  moreThan: '>{0}',
  noClearChange: 'sin cambio claro',
  better: 'para mejor',
  worse: 'para peor',
};
