import { plural } from '../../format/translations.ts';

/** Texts of charts, heatmaps and funnels in English. */
export const texts = {
  partial: 'not over yet',
  noValue: 'no value',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  savePicture: 'Save as PNG',
  resetZoom: 'Reset zoom',
  pointsOf: 'Points of {0}',
  rowsShown: 'Rows {0} to {1} of {2}',
  truncated: plural('en', { one: 'First {0} row only', other: 'First {0} rows only' }),
  downloadAll: 'Download all rows (CSV)',
  truncatedFunnel: 'The last steps are missing',
  truncatedFunnelHint: '{0}: the query must return one row for each step.',
  wrongSettings: 'This can’t be shown with these settings',
  others: plural('en', { one: '{0} other', other: '{0} others' }),
  omitted: plural('en', { one: '{0} more series is not drawn', other: '{0} more series are not drawn' }),
  baseline: 'Axis does not start at 0',
  goal: 'goal {0}',
  latest: 'latest {0} ({1})',
  highest: 'highest {0} ({1})',
  lowest: 'lowest {0} ({1})',
  rising: 'rising',
  falling: 'falling',
  steady: 'steady',
  soFar: '{0} is not over yet: {1} so far',
  tooEarly: 'too early to tell',
  cellsTooEarly: 'too early to tell for {0}',
  ofStart: '{0} of the start',
  lost: plural('en', { other: '{0} lost ({1})' }),
  gained: '{0} more',
  mostLost: 'most are lost before {0}: {1}',
};

export type Texts = typeof texts;
