/** What charts, heatmaps and funnels say, in English. */
export const texts = {
  partial: 'not over yet',
  noValue: 'no value',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  savePicture: 'Save as PNG',
  resetZoom: 'Reset zoom',
  pointsOf: 'Points of {0}',
  rowsShown: 'Rows {0} to {1} of {2}',
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
  lost: '{0} lost ({1})',
  gained: '{0} more',
  mostLost: 'most are lost before {0}: {1}',
};

export type Texts = typeof texts;
