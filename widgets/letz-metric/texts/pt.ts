import type { Texts } from './en.ts';

export const texts: Texts = {
  previously: 'antes {0}',
  trend: 'entre {0} e {1}',
  daysIn: 'dias em {0}',
  points: '{0} p.p.',
  moreThan: '>{0}',
  noClearChange: 'sem mudança clara',
  better: 'para melhor',
  worse: 'para pior',
};
