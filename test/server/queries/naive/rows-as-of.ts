import type {
  Event,
  Message,
  Milestone,
  Tables,
  User,
  UserActivity,
  UserMilestone,
} from '../../../../server/embedded/demo-data/tables.ts';
import { by, down, groupBy } from './order.ts';
import { earliest, type Moment, momentOrNull } from './stamps.ts';

/** All rows of `users` with one `waid`. */
export interface Person {
  waid: string;
  rows: User[];
  profile: User;
  signup: Moment | null;
}

/** A row with its stamp and the person that it belongs to; null without one. */
export type Stamped<Row> = Row & { at: Moment | null; person: Person | null };

/** Rows that exist at `as_of`. */
export interface RowsAsOf {
  asOf: Moment;
  users: User[];
  people: Person[];
  messages: Stamped<Message>[];
  events: Stamped<Event>[];
  activities: Stamped<UserActivity>[];
  milestones: Milestone[];
  userMilestones: Stamped<UserMilestone>[];
}

/** True for null and for text of Unicode white space only. */
export const isBlank = (text: string | null): text is null => text === null || /^\p{White_Space}*$/u.test(text);

export function rowsAsOf(tables: Tables, asOf: Moment): RowsAsOf {
  const exists = (at: Moment | null) => at === null || at < asOf;
  const users = tables.users.filter((user) => exists(momentOrNull(user.created_at)));
  const people = peopleOf(users);
  const owners = new Map(people.flatMap((person) => person.rows.map(({ id }) => [id, person])));
  function stamped<Row extends { user_id: number | null }>(rows: Row[], stamp: (row: Row) => string | null) {
    return rows
      .map((row) => ({ ...row, at: momentOrNull(stamp(row)), person: owners.get(row.user_id as number) ?? null }))
      .filter(({ at }) => exists(at));
  }
  return {
    asOf,
    users,
    people,
    messages: stamped(tables.messages, (message) => message.sent_at),
    events: stamped(tables.events, (event) => event.executed_at ?? event.created_at),
    activities: stamped(tables.user_activities, (activity) => activity.created_at),
    milestones: tables.milestones,
    userMilestones: stamped(tables.user_milestones, (milestone) => milestone.created_at),
  };
}

function peopleOf(users: User[]): Person[] {
  const named = users.filter(({ waid }) => !isBlank(waid));
  return [...groupBy(named, ({ waid }) => waid as string)].map(([waid, rows]) => {
    const profileFirst = by<User>(
      down(({ created_at }) => momentOrNull(created_at)),
      down(({ id }) => id),
    );
    return {
      waid,
      rows,
      profile: rows.toSorted(profileFirst)[0] as User,
      signup: earliest(rows.map(({ created_at }) => momentOrNull(created_at))),
    };
  });
}

/** Number of distinct persons of rows; rows without a person do not count. */
export function countPeople(rows: Iterable<{ person: Person | null }>): number {
  const people = new Set([...rows].map(({ person }) => person));
  people.delete(null);
  return people.size;
}
