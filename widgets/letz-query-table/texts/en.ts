import { plural } from '../../core/format/translations.ts';

export const texts = {
  search: 'Search all columns',
  searchHint: 'Search',
  filters: 'Filter columns',
  filter: 'Filter {0}',
  filterHint: 'Part of the text; >5, <=5, 5..10, !part, null',
  more: 'Columns, copy and export',
  columns: 'Columns',
  left: 'Move {0} to the left',
  right: 'Move {0} to the right',
  group: 'Group by {0}',
  groups: plural('en', { one: '{0} group', other: '{0} groups' }),
  copy: 'Copy',
  copyMarkdown: 'Copy as Markdown',
  copied: plural('en', { one: '{0} cell copied', other: '{0} cells copied' }),
  copyFailed: 'The browser does not allow this page to copy',
  exportAll: 'Export all as CSV',
  exporting: 'Exporting: {0} received',
  cancel: 'Cancel export',
  exportFailed: 'The export failed, no file was saved: {0}',
  rows: plural('en', { one: '{0} row', other: '{0} rows' }),
  rowsOf: plural('en', { one: '{1} of {0} row', other: '{1} of {0} rows' }),
  truncated: plural('en', { one: 'First {0} row only', other: 'First {0} rows only' }),
  printed: plural('en', {
    one: 'Only the first {1} of {0} row is printed.',
    other: 'Only the first {1} of {0} rows are printed.',
  }),
  arriving: plural('en', { one: '{0} row so far', other: '{0} rows so far' }),
  noMatch: 'No rows match',
  clear: 'Clear search and filters',
  total: 'Total',
  yes: 'yes',
  no: 'no',
  close: 'Close',
};

export type Texts = typeof texts;
