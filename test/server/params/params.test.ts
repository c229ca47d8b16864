import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

/** Query that returns the value PostgreSQL received for its only parameter. */
const echo = (param: string, column: string, sql = 'v') => `-- Echo
-- @param v ${param} The value
-- @column v ${column} The value as the database sees it
select ${sql} as v from params`;

const ECHOES = {
  integer: echo('integer [-5..3650]', 'integer'),
  unbounded: echo('integer', 'integer'),
  optional: echo('integer = null [1..10]', 'integer'),
  number: echo('number [-1..1000000]', 'number'),
  tiny: echo('number = 0.0000001', 'number'),
  boolean: echo('boolean', 'boolean'),
  text: echo('text [0..5]', 'text'),
  name: echo('text [1..3]', 'text'),
  long: echo('text', 'integer', 'length(v)'),
  date: echo('date [2000-02-29..2100-01-01]', 'date'),
  day: echo('date', 'date'),
  timestamp: echo('timestamp', 'timestamp'),
  since: echo('timestamp [2026-01-01T00:00:00Z..2026-12-31T00:00:00Z]', 'timestamp'),
  choice: echo('day|week|iso-8601 = week', 'text'),
  timezone: echo('timezone = UTC', 'timestamp local', "timestamp '2026-07-01 12:00' at time zone 'UTC' at time zone v"),
  as: `-- As of
-- @column as_of timestamp The moment
select as_of from params`,
};
type Echo = keyof typeof ECHOES;

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  gateway = await openTestGateway(database.url, { queries: ECHOES });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

async function ask(query: Echo, search: string): Promise<{ value: unknown; used: unknown } | Problem> {
  const response = await gateway.request(`/api/queries/${query}?${search}`);
  if (response.status === 200) {
    const { rows, params } = (await response.json()) as Result;
    return { value: rows[0]?.[0], used: params.v };
  }
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return (await response.json()) as Problem;
}
const encoded = (text: string) => `v=${encodeURIComponent(text)}`;
const refused = (param: string) => expect.objectContaining({ code: 'invalid-parameter', status: 400, param });

describe('accepted values, as received by PostgreSQL:', () => {
  test.each<[Echo, string, unknown]>([
    ['integer', '7', 7],
    ['integer', '0', 0],
    ['integer', '-5', -5],
    ['integer', '3650', 3650],
    ['unbounded', '2147483647', 2147483647],
    ['unbounded', '-2147483647', -2147483647],
    ['number', '0.1', 0.1],
    ['number', '-0.5', -0.5],
    ['number', '1000000', 1000000],
    ['number', '12.50', 12.5],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['text', '', ''],
    ['text', 'null', 'null'],
    ['text', ' a ', ' a '],
    ['text', 'ü€😀%', 'ü€😀%'],
    ['text', '😀😀😀😀😀', '😀😀😀😀😀'],
    ['text', `'";\\`, `'";\\`],
    ['text', '\n\t\u0001', '\n\t\u0001'],
    ['text', '$1', '$1'],
    ['long', 'x'.repeat(1000), 1000],
    ['date', '2000-02-29', '2000-02-29'],
    ['date', '2100-01-01', '2100-01-01'],
    ['day', '0001-01-01', '0001-01-01'],
    ['day', '9999-12-31', '9999-12-31'],
    ['choice', 'day', 'day'],
    ['choice', 'iso-8601', 'iso-8601'],
  ])('%s %j', async (query, text, value) => {
    const used = query === 'long' ? text : value;
    expect(await ask(query, encoded(text))).toEqual({ value, used });
  });

  test.each([
    ['2026-11-24T08:30:00Z', '2026-11-24T08:30:00Z'],
    ['2026-11-24T08:30:00', '2026-11-24T08:30:00Z'],
    ['2026-11-24T08:30', '2026-11-24T08:30:00Z'],
    ['2026-11-24T08:30Z', '2026-11-24T08:30:00Z'],
    ['2026-11-24', '2026-11-24T00:00:00Z'],
    ['2026-11-24T08:30:00.123456Z', '2026-11-24T08:30:00.123456Z'],
    ['2026-11-24T08:30:00.000001', '2026-11-24T08:30:00.000001Z'],
    ['2026-11-24T08:30:00.500Z', '2026-11-24T08:30:00.5Z'],
    ['2026-11-24T08:30:00.000Z', '2026-11-24T08:30:00Z'],
    ['2026-11-24T08:30:00.123456000Z', '2026-11-24T08:30:00.123456Z'],
    ['2026-11-24T08:30:00+05:45', '2026-11-24T02:45:00Z'],
    ['2026-11-24T08:30:00-0330', '2026-11-24T12:00:00Z'],
    ['2026-11-24T08:30:00+02', '2026-11-24T06:30:00Z'],
    ['2026-11-24T00:00:00.9+00:01', '2026-11-23T23:59:00.9Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30:00Z'],
    ['2025-12-31T23:59:59.999999-00:00', '2025-12-31T23:59:59.999999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['0001-01-01T00:00:00-01:00', '0001-01-01T01:00:00Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('timestamp %s', async (text, iso) => {
    expect(await ask('timestamp', encoded(text))).toEqual({ value: iso, used: iso });
    const { rows, asOf, params } = await gateway.json<Result>(`/api/queries/as?as_of=${encodeURIComponent(text)}`);
    expect({ rows, asOf, params }).toEqual({ rows: [[iso]], asOf: iso, params: { as_of: iso } });
  });

  test.each([
    ['UTC', 'UTC', '12:00'],
    ['utc', 'UTC', '12:00'],
    ['GMT', 'UTC', '12:00'],
    ['z', 'UTC', '12:00'],
    ['Zulu', 'Zulu', '12:00'],
    ['America/Sao_Paulo', 'America/Sao_Paulo', '09:00'],
    ['america/sao_paulo', 'America/Sao_Paulo', '09:00'],
    [' \t\n\v\f\rEurope/London \t', 'Europe/London', '13:00'],
    ['Asia/Kathmandu', 'Asia/Kathmandu', '17:45'],
    ['GMT+0', 'GMT+0', '12:00'],
    ['Etc/GMT+3', 'Etc/GMT+3', '09:00'],
    ['etc/gmt-14', 'Etc/GMT-14', '02:00'],
    ['CET', 'CET', '14:00'],
    ['MET', 'MET', '14:00'],
    ['EET', 'EET', '15:00'],
    ['WET', 'WET', '13:00'],
    ['EST', 'EST', '07:00'],
    ['MST', 'MST', '05:00'],
    ['HST', 'HST', '02:00'],
    ['EST5EDT', 'EST5EDT', '08:00'],
    ['UTC-3', '-03:00', '09:00'],
    ['GMT+5:30', '+05:30', '17:30'],
    ['-3', '-03:00', '09:00'],
    ['+05:30', '+05:30', '17:30'],
    ['+0530', '+05:30', '17:30'],
    ['UTC-03:00', '-03:00', '09:00'],
    ['utc +2', '+02:00', '14:00'],
    ['gmt\t-\t2', '-02:00', '10:00'],
    ['\u22123', '-03:00', '09:00'],
    ['UTC\u20133', '-03:00', '09:00'],
    ['\uFF0D3', '-03:00', '09:00'],
    ['\uFF0B03', '+03:00', '15:00'],
    ['+14', '+14:00', '02:00'],
    ['-12:00', '-12:00', '00:00'],
    ['+0:15', '+00:15', '12:15'],
    ['-0', 'UTC', '12:00'],
    ['+00:00', 'UTC', '12:00'],
    ['UTC+0', 'UTC', '12:00'],
  ])('timezone %j', async (text, used, clock) => {
    const day = clock < '03' && clock !== '00:00' && !used.startsWith('H') ? '2026-07-02' : '2026-07-01';
    expect(await ask('timezone', encoded(text))).toEqual({ value: `${day}T${clock}:00`, used });
  });
});

describe('rejected with a 400 that names the parameter:', () => {
  test.each<[Echo, string]>([
    ...[
      '',
      ' 7',
      '7 ',
      '+7',
      '7.0',
      '1e1',
      '0x10',
      '007',
      '-0',
      '--1',
      '७',
      '７',
      '7\n',
      '1_000',
      'NaN',
      'null',
      'days',
    ].map((text): [Echo, string] => ['integer', text]),
    ['integer', '-6'],
    ['integer', '3651'],
    ['integer', '99999999999999999999'],
    ['unbounded', '2147483648'],
    ['unbounded', '9999999999'],
    ['optional', ''],
    ['optional', 'null'],
    ['optional', '0'],
    ...['', '.5', '5.', '1e3', '0x1', 'Infinity', 'NaN', '+1', '1,5', '-1.01', '1000000.1', '٣'].map(
      (text): [Echo, string] => ['number', text],
    ),
    ...['', 't', 'TRUE', '1', 'yes', 'on', ' true'].map((text): [Echo, string] => ['boolean', text]),
    ['text', 'sixsix'],
    ['text', 'a\0b'],
    ['name', ''],
    ['name', 'four'],
    ['long', 'x'.repeat(1001)],
    ...[
      '',
      '2023-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-04-31',
      '2026-00-10',
      '2026-1-1',
      '26-01-01',
      'today',
      'infinity',
    ].map((text): [Echo, string] => ['day', text]),
    ...[
      '-infinity',
      'epoch',
      '0000-01-01',
      '10000-01-01',
      '-0001-01-01',
      '2026-11-24T00:00',
      '24.11.2026',
      'J2451187',
    ].map((text): [Echo, string] => ['day', text]),
    ['date', '2000-02-28'],
    ['date', '2100-01-02'],
    ...['', 'now', 'today', 'infinity', '-infinity', 'epoch', '2026-11-24 08:30:00', '2026-11-24t08:30:00z'].map(
      (text): [Echo, string] => ['timestamp', text],
    ),
    ...[
      '2026-11-24T08',
      '2026-11-24T24:00',
      '2026-11-24T23:60',
      '2026-11-24T23:59:60Z',
      '2026-11-24T08:30:00.1234567Z',
    ].map((text): [Echo, string] => ['timestamp', text]),
    ...[
      '2026-11-24T08:30:00.Z',
      '2026-11-24T08:30:00+24:00',
      '2026-11-24T08:30:00+05:60',
      '2026-11-24T08:30:00 02:00',
    ].map((text): [Echo, string] => ['timestamp', text]),
    ...[
      '2023-02-29T00:00:00Z',
      '9999-12-31T23:59:59-00:01',
      '0001-01-01T00:00:00+00:01',
      '1790000000',
      '20261124T083000Z',
    ].map((text): [Echo, string] => ['timestamp', text]),
    ['since', '2025-12-31T23:59:59.999999Z'],
    ['since', '2026-12-31T00:00:00.000001Z'],
    ...['', 'Day', 'day ', 'month', 'day|week', '|'].map((text): [Echo, string] => ['choice', text]),
    ...[
      '',
      ' ',
      'BRT',
      'foo5',
      'UTC-25',
      '+530',
      'EST5',
      'localtime',
      'posixrules',
      'Factory',
      'posix/UTC',
      'right/UTC',
    ].map((text): [Echo, string] => ['timezone', text]),
    ...[
      '+14:15',
      '-12:15',
      '+05:07',
      '+5:3',
      '+05:60',
      '3',
      'UTC3',
      'UTC 3',
      'Z+3',
      '+',
      '++3',
      '+3.5',
      '<+03>-03',
    ].map((text): [Echo, string] => ['timezone', text]),
    ...[
      'PRST8PDT',
      'America/Sao Paulo',
      '../etc/passwd',
      'Europe/London\u00A0',
      'Europe/\u212Ayiv',
      'UTC\0',
      '+\u0663',
    ].map((text): [Echo, string] => ['timezone', text]),
  ])('%s %j', async (query, text) => {
    expect(await ask(query, encoded(text))).toEqual(refused('v'));
  });

  test('as_of in undocumented forms', async () => {
    for (const text of ['', 'now', 'infinity', '2026-11-24T08:30:00+24:00', 'null']) {
      expect(await gateway.json(`/api/queries/as?as_of=${encodeURIComponent(text)}`)).toEqual(refused('as_of'));
    }
  });

  test.each([
    ['', 'v'],
    ['v', 'v'],
    ['v=7&v=7', 'v'],
    ['v=7&%76=8', 'v'],
    ['v=7&days=7', 'days'],
    ['v=7&V=7', 'V'],
    ['v=7&__proto__=1', '__proto__'],
    ['v=7&constructor=1', 'constructor'],
    ['v=7&v[]=1', 'v[]'],
    ['v=7&=1', ''],
    ['v=%', 'v'],
    ['v=%zz', 'v'],
    ['v=%C3%28', 'v'],
    ['v=%ED%A0%80', 'v'],
    ['v=%00', 'v'],
    ['v=7&_format=xml', '_format'],
    ['v=7&_format=', '_format'],
    ['v=7&_format=csv&_format=csv', '_format'],
    ['v=7&_shape=arrays', '_shape'],
    ['v=7&_token=x', '_token'],
  ])('the search ?%s', async (search, param) => {
    expect(await ask('integer', search)).toEqual(refused(param));
  });

  test('an unknown name is repeated as text', async () => {
    const odd = '<script>"\r\n';
    expect(await ask('integer', `v=7&${encodeURIComponent(odd)}=1`)).toEqual(refused(odd));
  });
});

describe('a missing parameter', () => {
  test('has its default', async () => {
    expect(await ask('choice', '')).toEqual({ value: 'week', used: 'week' });
    expect(await ask('optional', '')).toEqual({ value: null, used: null });
    expect(await ask('tiny', '')).toEqual({ value: 1e-7, used: 1e-7 });
    expect(await ask('choice', '&&_format=json&')).toEqual({ value: 'week', used: 'week' });
  });

  test('as_of is now, rounded down to FRESH_SECONDS', async () => {
    gateway.gateway.now = () => Date.parse('2026-11-24T08:30:09.999Z');
    expect((await gateway.json<Result>('/api/queries/as')).rows).toEqual([['2026-11-24T08:30:00Z']]);
    gateway.gateway.now = () => Date.parse('2026-11-24T08:30:10.000Z');
    expect((await gateway.json<Result>('/api/queries/as')).rows).toEqual([['2026-11-24T08:30:10Z']]);
    gateway.gateway.now = Date.now;
  });
});

test('bounds of a timestamp are exact to the microsecond', async () => {
  const value = '2026-01-01T00:00:00.000001Z';
  expect(await ask('since', encoded(value))).toEqual({ value, used: value });
});

test('two names of one time zone are two answers: params holds the requested name', async () => {
  const at = 'as_of=2026-11-24T00:00:00Z';
  expect(await ask('timezone', `v=CET&${at}`)).toMatchObject({ used: 'CET' });
  expect(await ask('timezone', `v=Europe/Brussels&${at}`)).toMatchObject({ used: 'Europe/Brussels' });
});

test('a parameter in JSON: numbers and booleans or their text; null means missing if optional', async () => {
  const cases: [Echo, unknown, unknown][] = [
    ['integer', 7, [[7]]],
    ['integer', '7', [[7]]],
    ['integer', 7.5, 'v'],
    ['integer', 1e21, 'v'],
    ['integer', null, 'v'],
    ['integer', true, 'v'],
    ['integer', [7], 'v'],
    ['integer', { $gt: 0 }, 'v'],
    ['boolean', true, [[true]]],
    ['boolean', 'true', [[true]]],
    ['boolean', 1, 'v'],
    ['optional', null, [[null]]],
    ['choice', null, 'v'],
    ['text', 'a\ud800', 'v'],
    ['text', 'a\0', 'v'],
    ['text', 12345, [['12345']]],
  ];
  const response = await gateway.batch(cases.map(([name, v]) => ({ name, params: { v } })));
  const { results } = (await response.json()) as { results: (Result & Problem)[] };
  expect(results.map(({ rows, code, param }) => (code === 'invalid-parameter' ? param : rows))).toEqual(
    cases.map(([, , expected]) => expected),
  );
});

test('any text is answered with a result or a 400 that names a parameter', async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      '0',
      '-',
      '2026-02-30',
      '2026-11-24T08:30:00Z',
      '+14',
      'null',
      'true',
      '\0',
      '%',
      '9'.repeat(400),
    ),
    fc.integer().map(String),
    fc.double().map(String),
    fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'x' : date.toISOString())),
  );
  const query = fc.constantFrom(...(Object.keys(ECHOES) as Echo[]));
  const names = fc.oneof({ weight: 5, arbitrary: fc.constant('v') }, texts, fc.constant('as_of'));
  await fc.assert(
    fc.asyncProperty(query, names, texts, async (name, param, text) => {
      const response = await gateway.request(
        `/api/queries/${name}?${encodeURIComponent(param)}=${encodeURIComponent(text)}`,
      );
      const body = (await response.json()) as Result & Problem;
      if (response.status === 200) expect(body.rowCount).toBe(1);
      else expect(body).toEqual(refused(body.param ?? 'a name'));
    }),
    { numRuns: 400 },
  );
});
