import { dayOf } from './clock.ts';
import type { Draft, Traces } from './diary.ts';
import { Journey } from './journey.ts';
import { makePeople } from './people.ts';
import { MILESTONES } from './programme.ts';
import type { Tables } from './tables.ts';

/**
 * The rows of a health bot's first ten months, up to `now`: the same for the same `now`, and a later moment of the same
 * UTC day only adds to them. All people are invented.
 * @throws {RangeError} for an invalid date
 */
export function generateDemoData(now: Date): Tables {
  if (Number.isNaN(now.getTime())) throw new RangeError('Demo data needs a valid date to end at.');
  const traces: Traces = { messages: [], events: [], activities: [], milestones: [] };
  const people = makePeople(now);
  for (const person of people) new Journey(person, now, traces).live(dayOf(person.place.zone, now.getTime()));

  const users = people
    .flatMap(({ rows }) => rows)
    .sort((a, b) => a.from - b.from)
    .map(({ row }) => row);
  for (const [i, user] of users.entries()) user.id = i + 1;
  return {
    users,
    messages: numbered(traces.messages),
    events: numbered(traces.events),
    user_activities: numbered(traces.activities),
    milestones: MILESTONES,
    user_milestones: numbered(traces.milestones),
  };
}

/** Rows in the order in which a database would have got them. */
function numbered<Row>(drafts: Draft<Row>[]): (Omit<Draft<Row>, 'user' | 'at'> & { id: number; user_id: number })[] {
  return drafts
    .sort((a, b) => a.at - b.at)
    .map(({ user, at: _, ...row }, i) => ({ ...row, id: i + 1, user_id: user.id }));
}
