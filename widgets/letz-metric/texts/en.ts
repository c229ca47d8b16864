/** Texts of the metric in English. */
export const texts = {
  previously: 'previously {0}',
  trend: 'between {0} and {1}',
  daysIn: 'days in {0}',
  points: '{0} pp',
  moreThan: '>{0}',
  noClearChange: 'no clear change',
  better: 'for the better',
  worse: 'for the worse',
};

export type Texts = typeof texts;
