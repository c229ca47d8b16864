import { translations } from '../core/translations.ts';

export const english = {
  search: 'Search all columns',
  searchHint: 'Search',
  filters: 'Filter columns',
  filter: 'Filter {0}',
  filterHint: 'A part of the text; >5, <=5, 5..10, !part, null',
  more: 'Columns, copy and export',
  columns: 'Columns',
  left: 'Move {0} to the left',
  right: 'Move {0} to the right',
  copy: 'Copy',
  copyMarkdown: 'Copy as Markdown',
  copied: '{0} cells copied',
  copyFailed: 'The browser lets this page copy nothing',
  exportAll: 'Export all as CSV',
  exporting: 'Exporting: {0} received',
  cancel: 'Cancel export',
  exportFailed: 'The export broke off, nothing was saved: {0}',
  oneRow: '1 row',
  rows: '{0} rows',
  rowsOf: '{0} of {1} rows',
  truncated: 'cut off at {0}; an export has all',
  arriving: '{0} rows so far',
  noMatch: 'No row matches',
  clear: 'Clear search and filters',
  yes: 'yes',
  no: 'no',
  close: 'Close',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
