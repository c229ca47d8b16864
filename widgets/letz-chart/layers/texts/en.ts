/** Texts of a chart's layers in English. */
export const texts = {
  threshold: 'threshold {0}',
  above: '{0} of {1} above {2}',
  previous: 'Previous period{0}',
  previousOf: '{0}, previous period',
  period: 'the previous period',
  comparedWith: 'Compared with',
  more: '{0} more than {1}',
  less: '{0} less than {1}',
  same: 'same as {0}',
  points: '{0} pp',
  totals: 'total {0}, in the previous period{1} {2}',
  averages: 'average {0}, in the previous period{1} {2}',
  earlierFailed: 'The previous period could not be loaded',
  marks: 'Marks',
  marksOf: 'marks: {0}',
  moreMarks: '{0} more',
  marksFailed: 'The marks could not be loaded',
  log: 'Logarithmic axis',
  notPositive: 'values of 0 or less, not drawn: {0}',
  shares: 'Shares of the total',
  total: 'Total',
  others: '{0} others',
  interval: '95% interval',
};

export type Texts = typeof texts;
