import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const queries = {
  counted: `-- Counted
-- @param mark text = none Distinguishes answers
-- @column rows integer How many
select count(*) as rows
from params,
  things
where mark is not null`,
  divided: '-- Divided\n-- @column one integer One\nselect 1 / (n - n) as one from things',
};

let database: TestDatabase;
let gateway: TestGateway;
const role = `reader_${process.pid}`;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query('create table things as select 1 as n');
  await database.query(`create role ${role} login password 'reader'`);
  await database.query(`grant select on things to ${role}`);
  const url = new URL(database.url);
  [url.username, url.password] = [role, 'reader'];
  gateway = await openTestGateway(url.href, { queries });
});
afterAll(async () => {
  await gateway.close();
  await database.query(`drop owned by ${role}`);
  await database.query(`drop role ${role}`);
  await database.drop();
});

/** The error lines that `work` adds to the log. */
async function errors(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const before = gateway.log().length;
  await work();
  const lines = gateway.log().slice(before).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level === 50);
}
const ask = async (search: string) => (await gateway.request(`/api/queries/counted?${search}`)).text();

describe('the log line of a failed query', () => {
  test('has the meaning of the SQLSTATE', async () => {
    const [line] = await errors(() => gateway.request('/api/queries/divided'));
    expect(line).toMatchObject({ query: 'divided', state: '22012', reason: 'SQLSTATE 22012, division by zero' });
    expect(line?.stack).toContainEqual(expect.stringContaining('session.ts'));
  });

  test.each([
    ['alone', () => ask('mark=a')],
    ['in a batch', () => gateway.batch([{ name: 'counted', params: { mark: 'b' } }])],
    ['as an export', () => ask('mark=c&_format=csv')],
  ])('names file and line of its position, %s', async (_, work) => {
    await database.query('alter table things rename to others');
    const lines = await errors(work);
    await database.query('alter table others rename to things');
    expect(lines).toMatchObject([
      { query: 'counted', state: '42P01', reason: expect.stringContaining('undefined table') },
    ]);
    expect(lines[0]?.at).toMatch(/counted\.sql:6$/);
  });

  test('of a missing right has no stack', async () => {
    await database.query(`revoke select on things from ${role}`);
    const lines = await errors(() => ask('mark=d'));
    await database.query(`grant select on things to ${role}`);
    expect(lines).toMatchObject([{ state: '42501', reason: 'SQLSTATE 42501, insufficient privilege' }]);
    expect(lines[0]).not.toHaveProperty('stack');
  });
});

test('a table whose rows a policy would filter is a problem that names it', async () => {
  await database.query('alter table things enable row level security');
  let answer = '';
  const lines = await errors(async () => {
    answer = await ask('mark=e');
  });
  await database.query('alter table things disable row level security');
  const detail = 'Row-level security filters "things" for the gateway’s role. Exempt the role or set ROW_SECURITY=on.';
  expect(JSON.parse(answer)).toMatchObject({ status: 500, code: 'internal', detail, query: 'counted' });
  expect(lines).toMatchObject([{ state: '42501', msg: detail }]);
});
