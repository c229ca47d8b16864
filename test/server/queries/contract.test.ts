import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue, Param } from '../../../server/contract/query.ts';
import type { Result } from '../../../server/contract/result.ts';
import { databaseNames } from '../../support/databases.ts';
import { openFixture, type QueryFixture } from './fixture.ts';
import { groups, naive } from './naive/all.ts';

const DAYS = 'days integer = 7 [1..3650]';
const MONTH = 'days integer = 30 [1..3650]';
const SINCE = 'since timestamp = null';
const TZ = 'tz timezone = UTC';
const SENDER = 'sender any|user|bot = any';
const LIMIT = 'limit integer = 100 [1..1000]';

/** Parameters of each query, besides `as_of`. */
const PARAMS: Record<string, string[]> = {
  'total-users': [],
  'new-signups': [DAYS, SINCE],
  'active-users': [DAYS, SINCE],
  'user-messages': [DAYS, SINCE],
  'signups-by-day': ['days integer = 90 [1..730]', TZ],
  'daily-active-users': ['days integer = 30 [1..730]', TZ],
  'onboarding-cohorts': ['granularity day|week|month = day', 'days integer = 90 [1..3650]', TZ],
  retention: ['days integer = 90 [1..3650]', TZ],
  'message-heatmap': ['days integer = null [1..3650]', SINCE, SENDER, 'clock report|user = report', TZ],
  'journey-funnel': ['ordered boolean = false'],
  'user-segments': ['by pillar|goal|level|phase|gender = pillar'],
  'activity-weekdays': [],
  'activity-progress': [],
  'milestone-completion': [],
  'events-by-type': [MONTH, SINCE],
  'message-types': [MONTH, SINCE],
  'delivery-status': [MONTH, SINCE],
  'timezone-coverage': [],
  'recent-messages': [SENDER, LIMIT],
  'user-directory': ['search text = null [1..200]', 'active boolean = null', LIMIT],
  'duplicate-users': [LIMIT],
  conversation: ['waid text = null [1..200]', 'limit integer = 200 [1..1000]'],
};
const PERSONAL = ['recent-messages', 'user-directory', 'duplicate-users', 'conversation'];

function spell({ name, type, values, default: value, min, max }: Param): string {
  const bounds = min === null ? '' : ` [${min}..${max}]`;
  return `${name} ${values?.join('|') ?? type} = ${value}${bounds}`;
}

let fixture: QueryFixture;
beforeAll(async () => {
  fixture = await openFixture(databaseNames().at(-1) ?? 'packaged');
});
afterAll(() => fixture.close());

test('the catalogue has these queries, with these parameters and columns', async () => {
  const { queries } = (await (await fixture.request('/api/queries')).json()) as Catalogue;
  expect(Object.fromEntries(queries.map(({ name, params }) => [name, params.map(spell)]))).toEqual(
    Object.fromEntries(Object.entries(PARAMS).map(([name, own]) => [name, ['as_of timestamp = null', ...own]])),
  );
  expect(
    queries
      .filter(({ pii }) => pii)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(PERSONAL.toSorted());
  for (const { name, columns } of queries) {
    expect(columns.map((column) => `${column.name} ${column.type}`)).toEqual(naive[name]?.columns.split(/,\s+/));
  }
});

/** Every parameter of every query. */
const all = Object.entries(PARAMS).flatMap(([query, params]) =>
  [...params, 'as_of timestamp'].map((spelled) => {
    const [, param = '', type = ''] = /^(\S+) (\S+)/.exec(spelled) ?? [];
    const [, min = '', max = ''] = /\[(\d+)\.\.(\d+)\]/.exec(spelled) ?? [];
    return { query, param, type, min: Number(min), max: Number(max) };
  }),
);

function badValues({ type, min, max }: (typeof all)[number]): string[] {
  switch (type) {
    case 'integer':
      return [
        '',
        '1e1',
        '0x10',
        '%207',
        '7%20',
        '%2B7',
        '7.0',
        '-1',
        '07',
        'seven',
        'null',
        'NaN',
        '7,0',
        '٧',
        '7%00',
      ].concat([min - 1, max + 1, 2 ** 31, 2 ** 53].map(String));
    case 'boolean':
      return ['', '1', '0', 'TRUE', 'True', 'yes', 't', '%20true', 'null'];
    case 'text':
      return ['', 'x'.repeat(201), '%00', '%FF', '%ED%A0%80'];
    case 'timestamp':
      return [
        '',
        'now',
        'today',
        'infinity',
        '1764000000',
        '2026-02-29',
        '2026-11-24T25:00:00Z',
        '2026-11-24T08:30:00.1234567Z',
      ];
    case 'timezone':
      return ['', 'BRT', 'foo5', 'UTC-25', '%2B530', 'EST5', 'localtime', 'posix/UTC', 'right/UTC', '+3', 'null'];
    default:
      return ['', 'null', 'any%20', ...type.split('|').map((word) => word.toUpperCase()), type.replaceAll('|', '%7C')];
  }
}

describe('refuses, and names the parameter', () => {
  const refusal = async (query: string, search: string) => {
    const response = await fixture.request(`/api/queries/${query}?${search}`);
    return { search, ...((await response.json()) as object), status: response.status };
  };
  const invalid = (param: string) => ({ status: 400, code: 'invalid-parameter', param });

  test.each(all)('bad values: $param of $query', async (tried) => {
    for (const value of badValues(tried)) {
      const search = `${tried.param}=${value}`;
      expect(await refusal(tried.query, search)).toMatchObject({ search, ...invalid(tried.param) });
    }
  });

  test.each(all)('repeated: $param of $query', async ({ query, param }) => {
    const value = encodeURIComponent(String((await used(query))[param] ?? 1));
    const search = `${param}=${value}&${param}=${value}`;
    expect(await refusal(query, search)).toMatchObject({ search, ...invalid(param) });
  });

  test.each(Object.keys(PARAMS))('unknown ones: %s', async (query) => {
    for (const param of ['foo', 'Days', 'as_of ', 'waid', 'limit;', '__proto__']) {
      if (Object.hasOwn(await used(query), param)) continue;
      expect(await refusal(query, `${encodeURIComponent(param)}=1`)).toMatchObject(invalid(param));
    }
  });
});

test.each(all.filter(({ type }) => type === 'integer'))('takes both bounds: $param of $query', async (tried) => {
  for (const bound of [tried.min, tried.max]) {
    const { params } = (await (
      await fixture.request(`/api/queries/${tried.query}?${tried.param}=${bound}`)
    ).json()) as Result;
    expect(params[tried.param]).toBe(bound);
  }
});

test('a search may be 1 to 200 characters long, counted in code points', async () => {
  for (const search of ['x', '\u{1F600}'.repeat(200)])
    expect(await fixture.rows('user-directory', { search })).toEqual([]);
});

test('the naive computations cover all queries', () => {
  expect(Object.values(groups).flatMap(Object.keys).sort()).toEqual(Object.keys(PARAMS).sort());
});

/** The parameters reported in an answer. */
async function used(query: string): Promise<Result['params']> {
  return ((await (await fixture.request(`/api/queries/${query}`)).json()) as Result).params;
}
