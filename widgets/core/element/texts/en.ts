/** Texts of every widget in English. Other languages are loaded on demand. */
export const texts = {
  actions: 'Actions',
  loading: 'Loading',
  stillWorking: 'Still working …',
  noValue: 'no value',
  empty: 'Nothing to show',
  emptyHint: 'There are no rows with {0}. Choose other values.',
  retry: 'Try again',
  details: 'Details',
  expired: 'Your access to this data has expired',
  expiredHint: 'Sign in again or reload the page.',
  signIn: 'Sign in to see this data',
  denied: 'You do not have access to this data',
  unavailable: 'The data is not available at the moment',
  networkHint: 'Check your connection and try again.',
  laterHint: 'Try again in a moment.',
  timeout: 'Loading took too long',
  timeoutHint: 'Try again.',
  failed: 'This data could not be loaded',
  invalid: 'This data cannot be shown with these settings',
  noSuchData: 'This data does not exist here',
  notAvailable: 'Not available',
  stale: 'Not refreshed',
  asOf: 'As of',
  daysIn: 'Days in',
};

export type Texts = typeof texts;
