import { inPreviousWindow, inWindow } from './periods.ts';
import type { NaiveQueries } from './query.ts';
import { countPeople } from './rows-as-of.ts';

export const insights: NaiveQueries = {
  'total-users': {
    columns: 'users integer',
    rows: ({ people }) => [[people.length]],
  },
  'new-signups': {
    columns: 'signups integer, previous integer',
    rows: ({ people, asOf }, asked) => {
      const count = (isIn: typeof inWindow) => people.filter(({ signup }) => isIn(signup, asOf, asked, 7)).length;
      return [[count(inWindow), count(inPreviousWindow)]];
    },
  },
  'active-users': {
    columns: 'users integer, previous integer',
    rows: ({ messages, asOf }, asked) => {
      const written = messages.filter(({ sender }) => sender === 'user');
      const count = (isIn: typeof inWindow) => countPeople(written.filter(({ at }) => isIn(at, asOf, asked, 7)));
      return [[count(inWindow), count(inPreviousWindow)]];
    },
  },
  'user-messages': {
    columns: 'messages integer, previous integer',
    rows: ({ messages, asOf }, asked) => {
      const written = messages.filter(({ sender }) => sender === 'user');
      const count = (isIn: typeof inWindow) => written.filter(({ at }) => isIn(at, asOf, asked, 7)).length;
      return [[count(inWindow), count(inPreviousWindow)]];
    },
  },
};
