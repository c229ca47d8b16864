import { inWindow } from './periods.ts';
import type { NaiveQueries } from './query.ts';
import { countPeople } from './seen.ts';

export const insights: NaiveQueries = {
  'total-users': {
    columns: 'users integer',
    rows: ({ people }) => [[people.length]],
  },
  'new-signups': {
    columns: 'signups integer, previous integer',
    rows: ({ people, asOf }, { days }) => {
      const count = (previous: boolean) =>
        people.filter(({ signup }) => inWindow(signup, asOf, days ?? 7, previous)).length;
      return [[count(false), count(true)]];
    },
  },
  'active-users': {
    columns: 'users integer, previous integer',
    rows: ({ messages, asOf }, { days }) => {
      const written = messages.filter(({ sender }) => sender === 'user');
      const count = (previous: boolean) =>
        countPeople(written.filter(({ at }) => inWindow(at, asOf, days ?? 7, previous)));
      return [[count(false), count(true)]];
    },
  },
  'user-messages': {
    columns: 'messages integer, previous integer',
    rows: ({ messages, asOf }, { days }) => {
      const written = messages.filter(({ sender }) => sender === 'user');
      const count = (previous: boolean) => written.filter(({ at }) => inWindow(at, asOf, days ?? 7, previous)).length;
      return [[count(false), count(true)]];
    },
  },
};
