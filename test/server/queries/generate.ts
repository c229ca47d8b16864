import fc, { type Arbitrary } from 'fast-check';
import type { Tables } from '../../../demo/data/tables.ts';
import type { Asked } from './naive/query.ts';
import { DAY, floorDivide, HOUR, MINUTE, type Moment, moment, SECOND, wallClock } from './naive/stamps.ts';
import { localTime, readZone } from './naive/zones.ts';
import { ODD_MOMENTS, SPELLINGS } from './odd-zones.ts';
import * as pools from './pools.ts';

/** All rows, and the moment and the zone in which they are nasty. */
export interface World {
  tables: Tables;
  asOf: Moment;
  tz: string;
}

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const json = (values: readonly unknown[]) => pick(values).map((value) => JSON.stringify(value));
const near = pick([0n, 0n, -1n, 1n]);
const within = (span: bigint) => fc.bigInt(-span, span);

/** More ids than rows, so that some belong to no one. */
const owner = fc.option(fc.integer({ min: 1, max: 12 }), { freq: 20 });
const waid = fc.oneof({ weight: 4, arbitrary: pick(pools.WAIDS.slice(0, 4)) }, pick([...pools.WAIDS, ...pools.BLANKS]));
const value = fc.oneof(
  { weight: 3, arbitrary: pick(pools.VALUES.slice(0, 3)) },
  pick([...pools.VALUES, ...pools.BLANKS]),
);

export const world: Arbitrary<World> = pick(ODD_MOMENTS).chain(([tz, at]) =>
  asOfNear(moment(at), tz).chain((asOf) =>
    tablesOf(stampNear(asOf, moment(at), tz)).map((tables) => ({ tables, asOf, tz })),
  ),
);

/** At the odd moment or soon after it, at a midnight as often as not. */
function asOfNear(odd: Moment, tz: string): Arbitrary<Moment> {
  const days = fc.bigInt(0n, 40n).map((count) => count * DAY);
  return fc.oneof(
    fc.tuple(days, near).map(([after, step]) => odd + after + step),
    fc.tuple(days, near).map(([after, step]) => midnight(odd + after, tz) + step),
    fc.tuple(days, within(36n * HOUR)).map(([after, step]) => odd + after + step),
  );
}

/** Where counting is easily off by one: edges of windows and of days, the odd moment; or no stamp at all. */
function stampNear(asOf: Moment, odd: Moment, tz: string): Arbitrary<string | null> {
  const days = fc.oneof(pick([0n, 1n, 2n, 7n, 14n, 30n]), fc.bigInt(0n, 62n)).map((count) => asOf - count * DAY);
  const moments = fc.oneof(
    fc.tuple(days, near).map(([day, step]) => day + step),
    fc.tuple(days, near).map(([day, step]) => midnight(day, tz) + step),
    fc.tuple(days, within(DAY)).map(([day, step]) => day + step),
    fc.tuple(pick([0n, MINUTE, 15n * MINUTE, HOUR]), within(2n * SECOND)).map(([after, step]) => odd + after + step),
    within(3n * HOUR).map((step) => odd + step),
  );
  return fc.option(moments, { freq: 12 }).map((at) => (at === null ? null : wallClock(at).replace('T', ' ')));
}

/** The midnight with which a moment's day begins, as long as the clocks aren't changed between. */
const midnight = (at: Moment, tz: string) => at - (localTime(at, readZone(tz) as string).clock - dayStart(at, tz));
const dayStart = (at: Moment, tz: string) => floorDivide(localTime(at, readZone(tz) as string).clock, DAY) * DAY;

function tablesOf(stamp: Arbitrary<string | null>): Arbitrary<Tables> {
  const message = fc.oneof(
    fc.tuple(pick(pools.MESSAGES), pick(pools.MESSAGES)).map((two) => JSON.stringify(Object.assign({}, ...two))),
    json(pools.OTHER_MESSAGES),
    fc.constant(null),
  );
  const boolean = pick([true, true, false, null]);
  return fc.record({
    users: rows(10, {
      waid,
      full_name: pick([...pools.NAMES, ...pools.BLANKS]),
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
      sender: pick(pools.SENDERS),
      type: pick(['text', 'image', 'Text', '', null]),
      message,
      sent_at: stamp,
      status: pick(['read', 'sent', 'failed', 'Read', '', null]),
    }),
    events: rows(20, {
      user_id: owner,
      event_type: pick(pools.EVENT_TYPES),
      description: fc.constant(null),
      executed_at: fc.oneof(stamp, fc.constant(null)),
      created_at: stamp,
    }),
    user_activities: rows(12, {
      user_id: owner,
      activity: value,
      completed: boolean,
      progress: pick(pools.PROGRESS),
      days: fc.option(json(pools.DAYS)),
      created_at: stamp,
      last_activity_at: stamp,
    }),
    milestones: rows(4, { milestone: pick([...pools.VALUES, null]), type: pick(['one', 'two', '', null]) }),
    user_milestones: rows(12, {
      user_id: owner,
      milestone_id: fc.option(fc.integer({ min: 1, max: 5 })),
      completed: boolean,
      created_at: stamp,
    }),
  });
}

/** Rows with ids 1, 2, 3 …, which lie in the table in the opposite order. */
function rows<Row extends { id: number }>(
  maxLength: number,
  columns: { [C in Exclude<keyof Row, 'id'>]: Arbitrary<Row[C]> },
) {
  const row = fc.record(columns as Record<string, Arbitrary<unknown>>);
  return fc
    .array(row, { maxLength, size: 'max' })
    .map((all) => all.map((columns, i) => ({ id: i + 1, ...columns }) as unknown as Row).reverse());
}

const windows = fc.oneof(
  fc.constant(undefined),
  pick([1, 2, 7, 15, 30]),
  fc.integer({ min: 1, max: 62 }),
  fc.constant(3650),
);
const calendars = fc.oneof(pick([undefined, 1, 2, 7, 31]), fc.integer({ min: 1, max: 62 }), fc.constant(730));
const limit = pick([undefined, 1, 2, 3, 1000]);
const anySender = pick([undefined, 'any', 'user', 'bot'] as const);
const search = fc.oneof(
  pick([undefined, null]),
  pick([
    'a',
    'A',
    'JO\u00C3',
    'jo\u00E3o',
    'n\u00E9',
    '\u0398',
    '\u0416',
    '%',
    '_',
    '\\',
    '.',
    '(',
    '[',
    '^',
    '*',
    ' ',
    "'",
    '$',
    '\u{1F600}',
    '55',
  ]),
  pick([...pools.NAMES, ...pools.WAIDS]),
);

/** What each query may be asked, its defaults included. */
export function askedOf(name: string, tz: string): Arbitrary<Asked> {
  const zone = pick([undefined, tz, tz, tz, 'UTC', 'America/Sao_Paulo', '+05:45']);
  const asked: Record<string, { [Param in keyof Asked]: Arbitrary<Asked[Param] | undefined> }> = {
    'new-signups': { days: windows },
    'active-users': { days: windows },
    'user-messages': { days: windows },
    'signups-by-day': { days: calendars, tz: zone },
    'daily-active-users': { days: calendars, tz: zone },
    'onboarding-cohorts': { granularity: pick([undefined, 'day', 'week', 'month'] as const), days: windows, tz: zone },
    retention: { days: windows, tz: zone },
    'message-heatmap': {
      days: fc.oneof(windows, fc.constant(null)),
      sender: anySender,
      clock: pick([undefined, 'report', 'user'] as const),
      tz: zone,
    },
    'journey-funnel': { ordered: pick([undefined, true, true, false]) },
    'user-segments': { by: pick([undefined, 'pillar', 'goal', 'level', 'phase', 'gender'] as const) },
    'events-by-type': { days: windows },
    'message-types': { days: windows },
    'delivery-status': { days: windows },
    'recent-messages': { sender: anySender, limit },
    'user-directory': { search, active: pick([undefined, null, true, false]), limit },
    'duplicate-users': { limit },
  };
  return fc.record(asked[name] ?? {}).map((all) => {
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as Asked;
  });
}
