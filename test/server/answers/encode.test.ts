import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

// The process runs at UTC+05:45: its time zone must not shift any value.
process.env.TZ = 'Asia/Kathmandu';

/** Settings of a role or a database that change the text of values. */
const FOREIGN = {
  timezone: 'America/St_Johns',
  datestyle: 'German, DMY',
  intervalstyle: 'sql_standard',
  extra_float_digits: '-3',
  bytea_output: 'escape',
};

/** A column's type, an SQL expression, the value's JSON text, and its CSV text if different. */
type Sample = [type: string, sql: string, json: string, csv?: string];

const text = (sql: string, value: string, csv?: string): Sample => ['text', sql, JSON.stringify(value), csv ?? value];
const same = (type: string, sql: string, value: string): Sample => [type, sql, JSON.stringify(value), value];

const SAMPLES: Sample[] = [
  ['integer', '0', '0'],
  ['integer', '-1::smallint', '-1'],
  ['integer', '2147483647', '2147483647'],
  ['integer', '9007199254740991', '9007199254740991'],
  ['integer', '9007199254740992', '9007199254740992'],
  same('integer', '9007199254740993', '9007199254740993'),
  ['integer', '100000000000000000', '100000000000000000'],
  same('integer', '100000000000000001', '100000000000000001'),
  same('integer', '9223372036854775807', '9223372036854775807'),
  same('integer', '(-9223372036854775808)::bigint', '-9223372036854775808'),
  ['integer', 'null::integer', 'null', ''],
  ['number', '42', '42'],
  ['number', '33.3', '33.3'],
  ['number', '33.30', '33.3', '33.30'],
  ['number', '100.00', '100', '100.00'],
  ['number', '0.00', '0', '0.00'],
  ['number', '-0.5', '-0.5'],
  ['number', '0.1 + 0.2', '0.3', '0.3'],
  ['number', '0.000000000000000000001', '1e-21', '0.000000000000000000001'],
  ['number', '1e30::numeric', '1e+30', `1${'0'.repeat(30)}`],
  ['number', '123456789012345.6', '123456789012345.6'],
  same('number', '0.1234567890123456789', '0.1234567890123456789'),
  same('number', '12345678901234567890.12345678901234567890', '12345678901234567890.12345678901234567890'),
  same('number', '1234567890123456789012345678901234567890', '1234567890123456789012345678901234567890'),
  same('number', "'NaN'::numeric", 'NaN'),
  same('number', "'-Infinity'::numeric", '-Infinity'),
  ['number', '0.1::float8 + 0.2::float8', '0.30000000000000004'],
  ['number', '1.7976931348623157e308::float8', '1.7976931348623157e+308'],
  ['number', '-5e-324::float8', '-5e-324'],
  // A double that PostgreSQL and JavaScript print in different shortest forms.
  same('number', '1e23::float8', '9.999999999999999e+22'),
  ['number', '1e15::float8', '1000000000000000', '1e+15'],
  ['number', '1e-7::float8', '1e-7', '1e-07'],
  ['number', "'-0'::float8", '-0'],
  ['number', '0.1::real', '0.1'],
  ['number', '16777216::real', '16777216', '1.6777216e+07'],
  same('number', "'NaN'::float8", 'NaN'),
  same('number', "'Infinity'::real", 'Infinity'),
  same('number', "'-Infinity'::float8", '-Infinity'),
  ['boolean', 'true', 'true'],
  ['boolean', 'false', 'false'],
  ['boolean', 'null::boolean', 'null', ''],
  same('date', "date '2026-11-24'", '2026-11-24'),
  same('date', "date '0001-01-01'", '0001-01-01'),
  same('date', "date '10000-01-01'", '10000-01-01'),
  same('date', "date '0044-03-15 BC'", '0044-03-15 BC'),
  same('date', "date '-infinity'", '-infinity'),
  same('timestamp', "timestamp '2026-11-24 08:30:00.123456'", '2026-11-24T08:30:00.123456Z'),
  same('timestamp', "timestamp '2026-11-24 08:30:00.5'", '2026-11-24T08:30:00.5Z'),
  same('timestamp', "timestamp '2026-11-24 08:30:00.000001'", '2026-11-24T08:30:00.000001Z'),
  same('timestamp', "timestamp '2026-11-24 08:30:10'", '2026-11-24T08:30:10Z'),
  same('timestamp', "timestamp '0001-01-01 00:00:00'", '0001-01-01T00:00:00Z'),
  // This hour is missing from the clocks of St John's and of many others.
  same('timestamp', "timestamp '2026-03-08 02:30:00'", '2026-03-08T02:30:00Z'),
  same('timestamp', "timestamp '10000-01-01 00:00:00'", '10000-01-01 00:00:00'),
  same('timestamp', "timestamp '0044-03-15 12:00:00 BC'", '0044-03-15 12:00:00 BC'),
  same('timestamp', "timestamp 'infinity'", 'infinity'),
  ['timestamp', 'null::timestamp', 'null', ''],
  same('timestamp', "timestamptz '2026-11-24 08:30:00.25+05:45'", '2026-11-24T02:45:00.25Z'),
  same('timestamp', "timestamptz '1850-01-01 00:00:00+00'", '1850-01-01T00:00:00Z'),
  same('timestamp', "timestamptz '10000-01-01 00:00:00+00'", '10000-01-01 00:00:00+00'),
  same('timestamp', "timestamptz '-infinity'", '-infinity'),
  same('timestamp local', "timestamp '2026-11-24 08:30:00.50'", '2026-11-24T08:30:00.5'),
  same('timestamp local', "timestamp 'infinity'", 'infinity'),
  ['json', `'{"n": 12345678901234567890.00000000001}'::jsonb`, '{"n": 12345678901234567890.00000000001}'],
  ['json', `'{"n":1e400,"n":1.10,  "a":[]}'::json`, '{"n":1e400,"n":1.10,  "a":[]}'],
  ['json', `E'{\\n  "a":\\r\\n\\t1}'::json`, '{   "a": \t1}'],
  [
    'json',
    `'{"a":12345678901234567890,"10":1,"2":2,"big":1e400,"one":1.0,"one":1.10}'::json`,
    '{"a":12345678901234567890,"10":1,"2":2,"big":1e400,"one":1.0,"one":1.10}',
  ],
  ['json', `'{"text":"\\u0000","\\u0000":1}'::json`, '{"text":"\\u0000","\\u0000":1}'],
  ['json', `'"a\\nb\\u0000\\ud800"'::json`, '"a\\nb\\u0000\\ud800"'],
  ['json', "'null'::jsonb", 'null'],
  ['json', 'null::jsonb', 'null', ''],
  ['json', "'-1'::jsonb", '-1', "'-1"],
  ['json', `'"=1+1"'::jsonb`, '"=1+1"'],
  text("''", ''),
  ['text', 'null::text', 'null', ''],
  text(`E'"quoted", \\'so\\' \\\\ \\n\\r\\t\\x01\\x7f'`, '"quoted", \'so\' \\ \n\r\t\u0001\u007f'),
  text("U&'\\2028\\2029\\+01F600\\FEFF\\FFFF'", '\u2028\u2029😀\uFEFF\uFFFF'),
  text("'null'", 'null'),
  text("'</script><!--'", '</script><!--'),
  text("'x'::char(3)", 'x  '),
  text("'sad'::mood", 'sad'),
  text("'positive'::mood", 'positive'),
  text('array[1, null, 3]', '{1,NULL,3}'),
  text(`array['a b', '"', null]`, '{"a b","\\"",NULL}'),
  text("'0a0b0c0d-1111-2222-3333-444455556666'::uuid", '0a0b0c0d-1111-2222-3333-444455556666'),
  text("interval '1 year 2 mons -3 days 04:05:06.7'", '1 year 2 mons -3 days +04:05:06.7'),
  text("interval '-1 day'", '-1 days', "'-1 days"),
  text("'\\x00ff'::bytea", '\\x00ff'),
  text("'192.168.0.1/24'::inet", '192.168.0.1/24'),
  text("tsrange('2026-11-24', null)", '["2026-11-24 00:00:00",)'),
  text("array[timestamptz '2026-11-24 08:30+01']", '{"2026-11-24 07:30:00+00"}'),
  text("row(1, 'a b', date '2026-11-24')", '(1,"a b",2026-11-24)'),
  ['integer', '7::positive', '7'],
];

const query = (samples: Sample[]) =>
  [
    '-- Values',
    ...samples.map(([type], i) => `-- @column c${i} ${type} A value`),
    'select',
    samples.map(([, sql], i) => `  ${sql} as c${i}`).join(',\n'),
  ].join('\n');

describe.each(databaseNames())('on %s', (name) => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await createDatabase(name, { bare: true });
    await database.query("create type mood as enum ('sad', 'positive')");
    await database.query('create domain positive as integer check (value > 0)');
    for (const [setting, value] of Object.entries(FOREIGN)) {
      const sql = `do $$ begin execute format('alter database %I set ${setting} = ''${value}''', current_database()); end $$`;
      // The embedded database has a single session.
      await database.query(name === 'embedded' ? `set ${setting} = '${value}'` : sql);
    }
    gateway = await openTestGateway(database.url, { queries: { values: query(SAMPLES) } });
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  const read = async (search: string) => (await gateway.request(`/api/queries/values${search}`)).text();

  test('the settings are in effect, and the time zone of this process is not UTC', async () => {
    expect(new Date(0).getTimezoneOffset()).toBe(-330);
    const client = new pg.Client(database.url);
    await client.connect();
    for (const [setting, value] of Object.entries(FOREIGN)) {
      const { rows } = await client.query('select current_setting($1) as value', [setting]);
      expect({ setting, rows }).toEqual({ setting, rows: [{ value }] });
    }
    await client.end();
  });

  test('each value is encoded exactly', async () => {
    const line = await read('?_format=ndjson');
    const values = line.split(/[{,]"c\d+":/).slice(1);
    values.push(values.pop()?.replace(/\}\n$/, '') ?? '');
    expect(values.map((json, i) => [SAMPLES[i]?.[1], json])).toEqual(SAMPLES.map(([, sql, json]) => [sql, json]));
  });

  test('rows, columns and NDJSON have the same values', async () => {
    const values = SAMPLES.map(([, , json]) => json);
    expect(await read('')).toContain(`"rows":[[${values.join()}]]}`);
    expect(await read('?_shape=columns')).toContain(`"values":[${values.map((json) => `[${json}]`).join()}]}`);
  });

  test('CSV has the text of PostgreSQL except for booleans, times and formulas', async () => {
    const [header, ...rows] = parse(await read('?_format=csv'), { bom: false, record_delimiter: '\r\n' }) as string[][];
    expect(header).toEqual(SAMPLES.map((_, i) => `c${i}`));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.map((csv, i) => [SAMPLES[i]?.[1], csv])).toEqual(
      SAMPLES.map(([, sql, json, csv]) => [sql, csv ?? json]),
    );
  });

  test('a batch has the same values', async () => {
    const body = await (await gateway.batch([{ name: 'values' }])).text();
    expect(body).toContain(`"rows":[[${SAMPLES.map(([, , json]) => json).join()}]],"etag":"`);
  });
});
