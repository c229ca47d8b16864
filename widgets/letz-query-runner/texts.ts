import { translations } from '../core/translations.ts';

const english = {
  title: 'Queries',
  search: 'Search queries',
  figures: 'Figures',
  courses: 'Over time',
  breakdowns: 'Breakdowns',
  personal: 'Personal data',
  nothing: 'No query is called or described like that.',
  noQuery: 'No query is open to you.',
  run: 'Run',
  cancel: 'Cancel',
  running: 'Running',
  cancelled: 'Cancelled',
  rows: '{0} rows',
  oneRow: '1 row',
  truncated: 'Only the first {0} rows are here; an export has all.',
  view: 'View',
  metric: 'Figure',
  chart: 'Chart',
  heatmap: 'Heatmap',
  funnel: 'Funnel',
  table: 'Table',
  why: 'Why this number?',
  columns: 'What the columns mean',
  used: 'Asked with',
  export: 'Export as {0}',
  saving: 'Saving, {0}',
  saved: 'Saved, {0}',
  notSaved: 'Not saved: {0}',
  embed: 'Embed',
  html: 'HTML, for pages that run scripts',
  frame: 'Address, for a frame',
  tokenHint: 'Neither holds a token: the page gives it, or it follows the address as #token=….',
  copy: 'Copy',
  copied: 'Copied',
  timeout: 'This took too long',
  timeoutHint: 'Ask for less, such as fewer days or a lower limit, or try again when the database is less busy.',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
