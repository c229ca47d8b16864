import { translations } from './translations.ts';

/** What the widgets say, in English. Other languages are loaded when they are needed. */
export const english = {
  loading: 'Loading',
  asOf: 'As of',
  daysIn: 'Days in',
  partial: 'not over yet',
  noValue: 'no value',
  previously: 'previously {0}',
  trend: 'Course between {0} and {1}',
  // Charts, heatmaps and funnels
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

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
