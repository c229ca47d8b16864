export const texts = {
  details: 'Show all fields of the row',
  row: 'Row {0} of {1}',
  previous: 'Previous row',
  next: 'Next row',
  conversation: 'Conversation',
  rows: 'Rows',
  nulls: 'Without a value',
  distinct: 'Distinct values',
  least: 'Minimum',
  median: 'Median',
  greatest: 'Maximum',
  distribution: 'Distribution',
  top: 'Most frequent values',
  others: 'Others',
  range: '{0} to {1}',
};

export type Texts = typeof texts;
