import { pct } from './numbers.ts';
import { down, groupBy } from './order.ts';
import { type Calendar, inWindow, lastDays } from './periods.ts';
import type { NaiveQueries, QueryParams } from './query.ts';
import { countPeople, type Person, type RowsAsOf } from './rows-as-of.ts';
import { type Day, dayText, weekday } from './stamps.ts';
import { localTime, readZone } from './zones.ts';

export const overTime: NaiveQueries = {
  'signups-by-day': {
    columns: 'day date, signups integer, partial boolean',
    rows: (seen, { days, tz }) => {
      const calendar = lastDays(seen.asOf, days ?? 90, zoneOf(tz));
      const signups = signupDays(seen, calendar).map(({ day }) => day);
      return eachDay(calendar, (day) => signups.filter((other) => other === day).length);
    },
  },
  'daily-active-users': {
    columns: 'day date, users integer, partial boolean',
    rows: (seen, { days, tz }) => {
      const calendar = lastDays(seen.asOf, days ?? 30, zoneOf(tz));
      const written = groupBy(userMessageDays(seen, calendar), ({ day }) => day);
      return eachDay(calendar, (day) => countPeople(written.get(day) ?? []));
    },
  },
  'onboarding-cohorts': {
    columns: 'cohort date, signups integer, completed_onboarding integer, pct number',
    rows: (seen, { granularity, days, tz }) => {
      const signups = signupDays(seen, lastDays(seen.asOf, days ?? 90, zoneOf(tz)));
      const onboarded = new Set(
        seen.events.filter(({ event_type }) => event_type === 'onboarding_completed').map(({ person }) => person),
      );
      return [...groupBy(signups, ({ day }) => firstDay(day, granularity ?? 'day'))]
        .toSorted(down(([cohort]) => cohort))
        .map(([cohort, members]) => {
          const completed = members.filter(({ person }) => onboarded.has(person)).length;
          return [dayText(cohort), members.length, completed, pct(completed, members.length)];
        });
    },
  },
  retention: {
    columns: `signup_date date, cohort_size integer, d1 integer, d7 integer, d30 integer,
      d1_pct number, d7_pct number, d30_pct number`,
    rows: (seen, { days, tz }) => {
      const calendar = lastDays(seen.asOf, days ?? 90, zoneOf(tz));
      const written = groupBy(userMessageDays(seen, calendar), ({ person }) => person);
      return [...groupBy(signupDays(seen, calendar), ({ day }) => day)]
        .toSorted(down(([signup]) => signup))
        .map(([signup, cohort]) => {
          const returned = [1, 7, 30].map((age) => {
            if (!calendar.isOver(signup + age)) return null;
            return cohort.filter(({ person }) => written.get(person)?.some(({ day }) => day === signup + age)).length;
          });
          const shares = returned.map((count) => (count === null ? null : pct(count, cohort.length)));
          return [dayText(signup), cohort.length, ...returned, ...shares];
        });
    },
  },
  'message-heatmap': {
    columns: 'day_of_week integer, hour integer, messages integer',
    rows: (seen, asked) => {
      const cells = new Map<string, number>();
      for (const { day, hour } of messageHours(seen, asked)) {
        const cell = `${weekday(day)} ${hour}`;
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
      }
      const hours = Array.from({ length: 24 }, (_, hour) => hour);
      return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => hours.map((hour) => [day, hour, cells.get(`${day} ${hour}`) ?? 0]));
    },
  },
};

const zoneOf = (tz = 'UTC') => readZone(tz) as string;

function eachDay({ first, last, partial }: Calendar, count: (day: Day) => number): unknown[][] {
  const days = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  return days.map((day) => [dayText(day), count(day), partial && day === last]);
}

function signupDays({ people }: RowsAsOf, calendar: Calendar): { person: Person; day: Day }[] {
  return people
    .flatMap((person) => (person.signup === null ? [] : [{ person, day: calendar.dayOf(person.signup) }]))
    .filter(({ day }) => calendar.holds(day));
}

function userMessageDays({ messages }: RowsAsOf, calendar: Calendar): { person: Person; day: Day }[] {
  return messages.flatMap(({ sender, at, person }) =>
    sender === 'user' && at !== null && person !== null ? [{ person, day: calendar.dayOf(at) }] : [],
  );
}

function firstDay(day: Day, granularity: 'day' | 'week' | 'month'): Day {
  if (granularity === 'month') return day - Number(dayText(day).slice(8)) + 1;
  return granularity === 'week' ? day - ((weekday(day) + 6) % 7) : day;
}

function messageHours({ messages, users, asOf }: RowsAsOf, asked: QueryParams) {
  const { days, since, sender, clock, tz } = asked;
  const isWindowed = (days ?? since ?? null) !== null;
  const zones = new Map(users.map(({ id, timezone }) => [id, timezone === null ? null : readZone(timezone)]));
  return messages.flatMap((message) => {
    if (message.at === null) return [];
    if (isWindowed && !inWindow(message.at, asOf, asked, 0)) return [];
    if ((sender ?? 'any') !== 'any' && message.sender !== sender) return [];
    const zone = clock === 'user' ? zones.get(message.user_id as number) : zoneOf(tz);
    return zone ? [localTime(message.at, zone)] : [];
  });
}
