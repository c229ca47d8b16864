import fc, { type Arbitrary } from 'fast-check';
import type { QueryParams } from './naive/query.ts';
import { DAY, iso, type Moment, moment } from './naive/stamps.ts';
import * as samples from './sample-values.ts';

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

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
  pick([...samples.NAMES, ...samples.WAIDS]),
);

/** Starts of windows: whole days before `as_of` give or take a microsecond, at and after `as_of`, and the earliest timestamp. */
function starts(asOf: Moment): Arbitrary<string | null | undefined> {
  const days = fc.oneof(pick([0n, 1n, 7n, 30n]), fc.bigInt(-2n, 62n));
  const near = fc.tuple(days, pick([0n, 0n, 1n, -1n])).map(([count, step]) => asOf - count * DAY + step);
  const start = fc.oneof({ weight: 8, arbitrary: near }, fc.constant(moment('0001-01-01T00:00:00Z'))).map(iso);
  return fc.oneof(fc.constantFrom(undefined, null), start);
}

/** Arbitrary parameters of a query; left out ones stand for the defaults. */
export function paramsOf(name: string, tz: string, asOf: Moment): Arbitrary<QueryParams> {
  const since = starts(asOf);
  const zone = pick([undefined, tz, tz, tz, 'UTC', 'America/Sao_Paulo', '+05:45']);
  const asked: Record<string, { [Param in keyof QueryParams]: Arbitrary<QueryParams[Param] | undefined> }> = {
    'new-signups': { days: windows, since },
    'active-users': { days: windows, since },
    'user-messages': { days: windows, since },
    'signups-by-day': { days: calendars, tz: zone },
    'daily-active-users': { days: calendars, tz: zone },
    'onboarding-cohorts': { granularity: pick([undefined, 'day', 'week', 'month'] as const), days: windows, tz: zone },
    retention: { days: windows, tz: zone },
    'message-heatmap': {
      days: fc.oneof(windows, fc.constant(null)),
      since,
      sender: anySender,
      clock: pick([undefined, 'report', 'user'] as const),
      tz: zone,
    },
    'journey-funnel': { ordered: pick([undefined, true, true, false]) },
    'user-segments': { by: pick([undefined, 'pillar', 'goal', 'level', 'phase', 'gender'] as const) },
    'events-by-type': { days: windows, since },
    'message-types': { days: windows, since },
    'delivery-status': { days: windows, since },
    'recent-messages': { sender: anySender, limit },
    'user-directory': { search, active: pick([undefined, null, true, false]), limit },
    'duplicate-users': { limit },
    conversation: { waid: fc.oneof(pick([undefined, null]), pick(samples.WAIDS)), limit },
  };
  return fc.record(asked[name] ?? {}).map((all) => {
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as QueryParams;
  });
}
