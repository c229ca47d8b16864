import { generatePeople } from './people.ts';
import type { GeneratedRows, RowDraft } from './recorder.ts';
import { MILESTONES } from './reference-data.ts';
import { UserSimulation } from './simulation.ts';
import type { Tables } from './tables.ts';
import { localDay } from './time.ts';

/**
 * Generates the rows of a health bot's first ten months, up to `now`. Deterministic: the same `now` gives the same rows, and
 * a later time of the same UTC day only adds rows. All people are fictitious.
 * @throws {RangeError} for an invalid date
 */
export function generateDemoData(now: Date): Tables {
  if (Number.isNaN(now.getTime())) throw new RangeError('Demo data needs a valid date to end at.');
  const rows: GeneratedRows = { messages: [], events: [], activities: [], milestones: [] };
  const people = generatePeople(now);
  for (const person of people) new UserSimulation(person, now, rows).run(localDay(person.region.zone, now.getTime()));

  const users = people
    .flatMap(({ rows }) => rows)
    .sort((a, b) => a.from - b.from)
    .map(({ row }) => row);
  for (const [i, user] of users.entries()) user.id = i + 1;
  return {
    users,
    messages: numbered(rows.messages),
    events: numbered(rows.events),
    user_activities: numbered(rows.activities),
    milestones: MILESTONES,
    user_milestones: numbered(rows.milestones),
  };
}

/** Sorts rows by time and assigns their ids. */
function numbered<Row>(
  drafts: RowDraft<Row>[],
): (Omit<RowDraft<Row>, 'user' | 'at'> & { id: number; user_id: number })[] {
  return drafts
    .sort((a, b) => a.at - b.at)
    .map(({ user, at: _, ...row }, i) => ({ ...row, id: i + 1, user_id: user.id }));
}
