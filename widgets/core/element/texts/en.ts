/** What the widgets say, in English. Other languages are loaded when they are needed. */
export const texts = {
  loading: 'Loading',
  noValue: 'no value',
};

export type Texts = typeof texts;
