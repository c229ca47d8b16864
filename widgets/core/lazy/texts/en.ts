/** What widgets say when there is nothing to show, or not what should be, in English. */
export const texts = {
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

export type StateTexts = typeof texts;
