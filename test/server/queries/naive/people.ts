import { by, down, up } from './order.ts';
import type { NaiveQueries } from './query.ts';
import { isoOrNull, latest, momentOrNull } from './stamps.ts';

export const people: NaiveQueries = {
  'user-directory': {
    columns: `waid text, full_name text, gender text, pillar text, goal text, level text, phase text, is_active boolean,
      timezone text, signed_up_at timestamp, last_seen_at timestamp`,
    rows: ({ people, messages }, { search, active, limit }) =>
      people
        .filter(({ waid, profile }) => {
          const wanted = search ?? '';
          const found = [waid, profile.full_name ?? ''].some((text) => fold(text).includes(fold(wanted)));
          return (wanted === '' || found) && ((active ?? null) === null || profile.is_active === active);
        })
        .map((person) => {
          const written = messages.filter((message) => message.person === person && message.sender === 'user');
          return { ...person, lastSeen: latest(written.map(({ at }) => at)) };
        })
        .toSorted(
          by(
            down(({ lastSeen }) => lastSeen),
            up(({ waid }) => waid),
          ),
        )
        .slice(0, limit ?? 100)
        .map(({ waid, profile: p, signup, lastSeen }) => [
          ...[waid, p.full_name, p.gender, p.pillar, p.goal, p.level, p.phase, p.is_active, p.timezone],
          ...[isoOrNull(signup), isoOrNull(lastSeen)],
        ]),
  },
  'duplicate-users': {
    columns: 'waid text, rows integer, first_created_at timestamp, last_created_at timestamp',
    rows: ({ people }, { limit }) =>
      people
        .filter(({ rows }) => rows.length > 1)
        .toSorted(
          by(
            down(({ rows }) => rows.length),
            up(({ waid }) => waid),
          ),
        )
        .slice(0, limit ?? 100)
        .map(({ waid, rows, signup }) => {
          const last = latest(rows.map(({ created_at }) => momentOrNull(created_at)));
          return [waid, rows.length, isoOrNull(signup), isoOrNull(last)];
        }),
  },
};

/** Lower case per code point: without special casing of several letters or of a final sigma. */
const fold = (text: string) => [...text].map((letter) => letter.toLowerCase()).join('');
