/** What is said around a figure, in English. */
export const texts = {
  previously: 'previously {0}',
  trend: 'between {0} and {1}',
  daysIn: 'days in {0}',
  better: 'for the better',
  worse: 'for the worse',
};

export type Texts = typeof texts;
