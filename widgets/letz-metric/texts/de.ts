import type { Texts } from './en.ts';

export const texts: Texts = {
  previously: 'zuvor {0}',
  trend: 'zwischen {0} und {1}',
  daysIn: 'Tage in {0}',
  points: '{0} PP',
  moreThan: '>{0}',
  noClearChange: 'keine klare Veränderung',
  better: 'zum Besseren',
  worse: 'zum Schlechteren',
};
