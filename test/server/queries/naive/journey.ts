import { mean, pct } from './numbers.ts';
import { by, down, groupBy, up } from './order.ts';
import { inWindow } from './periods.ts';
import type { NaiveQueries } from './query.ts';
import { countPeople, isBlank, type Person, type RowsAsOf } from './rows-as-of.ts';
import { earliest, MINUTE, type Moment } from './stamps.ts';
import { offsetAt, readZone } from './zones.ts';

const STEPS = ['onboarding_completed', 'complete_activity', 'update_experience'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const journey: NaiveQueries = {
  'journey-funnel': {
    columns: 'step text, users integer, pct_of_start number, pct_of_previous number',
    rows: (seen, { ordered }) => {
      const reached = seen.people.map((person) => (ordered ? stepsInOrder(seen, person) : stepsEver(seen, person)));
      const counts = STEPS.map((_, step) => reached.filter((steps) => steps[step]).length);
      const all = [seen.people.length, ...counts];
      return ['signed_up', ...STEPS].map((step, i) => {
        const [users, previous] = [all[i] as number, all[i - 1]];
        return [step, users, pct(users, seen.people.length), previous === undefined ? null : pct(users, previous)];
      });
    },
  },
  'user-segments': {
    columns: 'segment text, users integer, pct number',
    rows: ({ people }, { by: property }) => {
      const values = people.map(({ profile }) => profile[property ?? 'pillar']).filter((value) => !isBlank(value));
      return [...groupBy(values, (value) => value as string)]
        .map(([segment, users]): [string, number, number | null] => [
          segment,
          users.length,
          pct(users.length, values.length),
        ])
        .toSorted(
          by(
            down(([, users]) => users),
            up(([segment]) => segment),
          ),
        );
    },
  },
  'activity-weekdays': {
    columns: 'weekday text, users integer',
    rows: ({ activities }) =>
      WEEKDAYS.map((weekday) => {
        const planned = activities.filter(({ days }) => weekdaysIn(days).includes(weekday.toLowerCase()));
        return [weekday, countPeople(planned)];
      }),
  },
  'activity-progress': {
    columns: 'activity text, assigned integer, completed integer, completed_pct number, average_progress number',
    rows: ({ activities }) => {
      const owned = activities.filter(({ activity, person }) => person !== null && !isBlank(activity));
      return [...groupBy(owned, ({ activity }) => activity as string)]
        .map(([activity, rows]): [string, number, ...unknown[]] => {
          const [assigned, completed] = [countPeople(rows), countPeople(rows.filter((row) => row.completed))];
          const progress = rows.flatMap((row) => row.progress ?? []);
          return [activity, assigned, completed, pct(completed, assigned), mean(progress)];
        })
        .toSorted(
          by(
            down(([, assigned]) => assigned),
            up(([activity]) => activity),
          ),
        );
    },
  },
  'milestone-completion': {
    columns: 'milestone text, type text, completed integer, total integer, pct number',
    rows: ({ milestones, userMilestones }) =>
      milestones
        .map((milestone) => {
          const rows = userMilestones.filter(({ milestone_id }) => milestone_id === milestone.id);
          const [completed, total] = [countPeople(rows.filter((row) => row.completed)), countPeople(rows)];
          return { ...milestone, completed, total, pct: pct(completed, total) };
        })
        .toSorted(
          by(
            down((row) => row.pct),
            up((row) => row.milestone),
            up((row) => row.id),
          ),
        )
        .map((row) => [row.milestone, row.type, row.completed, row.total, row.pct]),
  },
  'timezone-coverage': {
    columns: 'timezone text, zone text, utc_offset_minutes integer, users integer',
    rows: ({ people, asOf }) =>
      [...groupBy(people, ({ profile }) => profile.timezone)]
        .toSorted(
          by(
            down(([, users]) => users.length),
            up(([timezone]) => timezone),
          ),
        )
        .map(([timezone, users]) => {
          const zone = timezone === null ? null : readZone(timezone);
          return [timezone, zone, zone && Math.round(Number(offsetAt(asOf, zone)) / Number(MINUTE)), users.length];
        }),
  },
  'events-by-type': {
    columns: 'event_type text, events integer, users integer',
    rows: ({ events, asOf }, asked) =>
      [
        ...groupBy(
          events.filter(({ at }) => inWindow(at, asOf, asked, 30)),
          ({ event_type }) => event_type,
        ),
      ]
        .toSorted(
          by(
            down(([, rows]) => rows.length),
            up(([type]) => type),
          ),
        )
        .map(([type, rows]) => [type, rows.length, countPeople(rows)]),
  },
};

const eventsOf = ({ events }: RowsAsOf, person: Person, type: string | undefined) =>
  events.filter((event) => event.person === person && event.event_type === type);

function stepsEver(seen: RowsAsOf, person: Person): boolean[] {
  return STEPS.map((step) => eventsOf(seen, person, step).length > 0);
}

function stepsInOrder(seen: RowsAsOf, person: Person): boolean[] {
  const [first, second, third] = STEPS.map((step) => eventsOf(seen, person, step).map(({ at }) => at)) as Stamps[];
  const t1 = earliest(first ?? []);
  const t2 = t1 === null ? null : earliest((second ?? []).filter((at) => at !== null && at >= t1));
  const t3 = t2 === null ? null : earliest((third ?? []).filter((at) => at !== null && at >= t2));
  return [t1, t2, t3].map((reached) => reached !== null);
}
type Stamps = (Moment | null)[];

/** Weekday names in a JSON text: texts of an array, keys of an object, or the text itself. */
function weekdaysIn(days: string | null): string[] {
  const value: unknown = days === null ? null : JSON.parse(days);
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : Object.keys(value ?? {});
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '').toLowerCase());
}
