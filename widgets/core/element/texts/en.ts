/** Texts of every widget in English. Other languages are loaded on demand. */
export const texts = {
  loading: 'Loading',
  noValue: 'no value',
  empty: 'Nothing to show',
  emptyHint: 'No rows with these parameters:',
  retry: 'Try again',
  expired: 'The access to this data has expired',
  expiredHint: 'Reload the page to renew it.',
  failed: 'This could not be loaded',
  denied: 'This data is not open to you',
  unreachable: 'The gateway cannot be reached',
  unreachableHint: 'It must be running, and its ALLOWED_ORIGINS must name this page.',
  stale: 'Not refreshed',
  asOf: 'As of',
  daysIn: 'Days in',
};

export type Texts = typeof texts;
