/** Texts about the age of data in English. Other languages are loaded on demand. */
export const texts = {
  /** By table; `{0}` is the age, such as "6 hours ago". */
  newest: {
    messages: 'newest message {0}',
    events: 'newest event {0}',
    users: 'newest user {0}',
  },
  newestRow: 'newest row in {0} {1}',
  updated: 'Last updated',
  every: 'refreshes every {0}',
  refresh: 'Refresh',
};

export type Texts = typeof texts;
