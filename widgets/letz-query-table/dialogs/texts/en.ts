export const texts = {
  details: 'Show all fields of the row',
  row: 'Row {0} of {1}',
  previous: 'Previous row',
  next: 'Next row',
  conversation: 'Conversation',
};

export type Texts = typeof texts;
