import fc, { type Arbitrary } from 'fast-check';
import type { Tables } from '../../../server/embedded/demo-data/tables.ts';
import { DAY, floorDivide, HOUR, MINUTE, type Moment, moment, SECOND, wallClock } from './naive/stamps.ts';
import { localTime, readZone } from './naive/zones.ts';
import * as samples from './sample-values.ts';
import { CLOCK_CHANGES, SPELLINGS } from './zone-samples.ts';

/** Rows of all tables, with an `as_of` and a time zone near their stamps. */
export interface World {
  tables: Tables;
  asOf: Moment;
  tz: string;
}

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const json = (values: readonly unknown[]) => pick(values).map((value) => JSON.stringify(value));
const near = pick([0n, 0n, -1n, 1n]);
const within = (span: bigint) => fc.bigInt(-span, span);

/** User ids: a few with many rows, and some without a row in `users`. */
const owner = fc.option(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 })), { freq: 20 });
const waid = fc.oneof(
  { weight: 4, arbitrary: pick(samples.WAIDS.slice(0, 4)) },
  pick([...samples.WAIDS, ...samples.BLANKS]),
);
const value = fc.oneof(
  { weight: 3, arbitrary: pick(samples.VALUES.slice(0, 3)) },
  pick([...samples.VALUES, ...samples.BLANKS]),
);

export const world: Arbitrary<World> = pick(CLOCK_CHANGES).chain(([tz, at]) =>
  asOfNear(moment(at), tz).chain((asOf) =>
    stampsNear(asOf, moment(at), tz)
      .chain(tablesOf)
      .map((tables) => ({ tables, asOf, tz })),
  ),
);

/** At the clock change or up to 40 days after it, often at midnight. */
function asOfNear(odd: Moment, tz: string): Arbitrary<Moment> {
  const days = fc.bigInt(0n, 40n).map((count) => count * DAY);
  return fc.oneof(
    fc.tuple(days, near).map(([after, step]) => odd + after + step),
    fc.tuple(days, near).map(([after, step]) => midnight(odd + after, tz) + step),
    fc.tuple(days, within(36n * HOUR)).map(([after, step]) => odd + after + step),
  );
}

/** A few distinct stamps for many rows, so that they are often equal or whole days apart; sometimes null. */
function stampsNear(asOf: Moment, odd: Moment, tz: string): Arbitrary<Arbitrary<string | null>> {
  const shared = fc.array(oddMoment(asOf, odd, tz), { minLength: 4, maxLength: 12, size: 'max' });
  return shared.map((moments) => {
    const any = fc.oneof(
      { weight: 8, arbitrary: pick(moments) },
      { weight: 1, arbitrary: near.map((step) => asOf + step) },
      { weight: 2, arbitrary: oddMoment(asOf, odd, tz) },
    );
    return fc.option(any, { freq: 12 }).map((at) => (at === null ? null : wallClock(at).replace('T', ' ')));
  });
}

/** Boundaries of windows and days, and clock changes: where counts are likely off by one. */
function oddMoment(asOf: Moment, odd: Moment, tz: string): Arbitrary<Moment> {
  const counts = fc.oneof(pick([0n, 1n, 2n, 7n, 8n, 14n, 30n, 31n, 37n]), fc.bigInt(0n, 62n));
  const days = counts.map((count) => asOf - count * DAY);
  return fc.oneof(
    fc.tuple(days, near).map(([day, step]) => day + step),
    fc.tuple(days, near).map(([day, step]) => midnight(day, tz) + step),
    fc.tuple(days, within(DAY)).map(([day, step]) => day + step),
    fc.tuple(pick([0n, MINUTE, 15n * MINUTE, HOUR]), within(2n * SECOND)).map(([after, step]) => odd + after + step),
    within(3n * HOUR).map((step) => odd + step),
  );
}

/** Midnight that starts the day of `at`, if no clock change lies between. */
const midnight = (at: Moment, tz: string) => at - (localTime(at, readZone(tz) as string).clock - dayStart(at, tz));
const dayStart = (at: Moment, tz: string) => floorDivide(localTime(at, readZone(tz) as string).clock, DAY) * DAY;

function tablesOf(stamp: Arbitrary<string | null>): Arbitrary<Tables> {
  const message = fc.oneof(
    fc.tuple(pick(samples.MESSAGES), pick(samples.MESSAGES)).map((two) => JSON.stringify(Object.assign({}, ...two))),
    json(samples.OTHER_MESSAGES),
    fc.constant(null),
  );
  const boolean = pick([true, true, false, null]);
  return fc.record({
    users: rows(10, {
      waid,
      full_name: pick([...samples.NAMES, ...samples.BLANKS]),
      gender: value,
      pillar: value,
      goal: value,
      level: value,
      phase: value,
      is_active: boolean,
      timezone: fc.option(pick(SPELLINGS)),
      created_at: stamp,
      onboarding_timestamp: stamp,
    }),
    messages: rows(30, {
      user_id: owner,
      sender: pick(samples.SENDERS),
      type: pick(['text', 'image', 'Text', '', null]),
      message,
      sent_at: stamp,
      status: pick(['read', 'sent', 'failed', 'Read', '', null]),
    }),
    events: rows(20, {
      user_id: owner,
      event_type: pick(samples.EVENT_TYPES),
      description: fc.constant(null),
      executed_at: fc.oneof(stamp, fc.constant(null)),
      created_at: stamp,
    }),
    user_activities: rows(12, {
      user_id: owner,
      activity: value,
      completed: boolean,
      progress: pick(samples.PROGRESS),
      days: fc.option(json(samples.DAYS)),
      created_at: stamp,
      last_activity_at: stamp,
    }),
    milestones: rows(4, { milestone: pick([...samples.VALUES, null]), type: pick(['one', 'two', '', null]) }),
    user_milestones: rows(12, {
      user_id: owner,
      milestone_id: fc.option(fc.integer({ min: 1, max: 5 })),
      completed: boolean,
      created_at: stamp,
    }),
  });
}

/** Rows with ids 1, 2, 3 …, stored in descending order. */
function rows<Row extends { id: number }>(
  maxLength: number,
  columns: { [C in Exclude<keyof Row, 'id'>]: Arbitrary<Row[C]> },
) {
  const row = fc.record(columns as Record<string, Arbitrary<unknown>>);
  return fc
    .array(row, { maxLength, size: 'max' })
    .map((all) => all.map((columns, i) => ({ id: i + 1, ...columns }) as unknown as Row).reverse());
}
