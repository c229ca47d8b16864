import { translations } from '../core/translations.ts';

const english = {
  params: 'Parameters',
  reset: 'Reset',
  none: 'Nothing to set: this takes no parameters.',
  zone: 'Time zone',
  moment: 'Look at a past moment',
  momentLabel: 'Date and time, UTC',
  momentHelp: 'What was recorded at or after it is left out. Empty: now.',
  yourZone: 'your own',
  any: 'Any',
  yes: 'Yes',
  no: 'No',
  asEach: 'differs',
  required: 'Give a value.',
  integer: 'Write a whole number, such as 30.',
  number: 'Write a number, such as 2.5.',
  date: 'Choose a day that exists.',
  timestamp: 'Choose a day and a time.',
  timezone: 'Write a zone such as Europe/Lisbon, or an offset such as UTC-3.',
  near: 'Choose one of the zones, such as {0}.',
  choice: 'Choose one of the list.',
  between: 'Choose a value from {0} to {1}.',
  'at-least': 'Choose {0} or more.',
  'at-most': 'Choose {1} or less.',
  length: 'Write {0} to {1} characters.',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
