import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRegistry } from '../../../server/catalogue/registry.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';

// Rules for the text and plan of the statements, independent of the rows.

const registry = loadRegistry({ shipped: 'server' });
const queries = [...registry.values()];
const TABLES = ['users', 'messages', 'events', 'user_activities', 'milestones', 'user_milestones'];

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
});
afterAll(() => database.drop());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Function Name'?: string;
  'Parent Relationship'?: string;
  Plans?: Plan[];
}

const withoutComments = (sql: string) => sql.replace(/--.*$/gm, '');

const defaults = (query: (typeof queries)[number]) => [
  '2026-11-24 12:00:00',
  ...query.params.map((param) => (param.default === null ? null : String(param.default))),
];

/** A node and what runs below it, without the CTEs and subqueries that run once before it. */
const below = (plan: Plan): Plan[] => [
  plan,
  ...(plan.Plans ?? []).filter((child) => child['Parent Relationship'] !== 'InitPlan').flatMap(below),
];
const everywhereIn = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(everywhereIn)];
const setReturning = (plan: Plan) =>
  plan['Node Type'] === 'ProjectSet' ||
  (plan['Node Type'] === 'Function Scan' && !/^(generate_series|unnest)$/.test(plan['Function Name'] ?? ''));

describe.each(queries.map((query) => ({ name: query.name, query })))('$name', ({ query }) => {
  test('reads models only', () => {
    expect(withoutComments(query.sql)).not.toMatch(new RegExp(`\\b(from|join)\\s+(${TABLES.join('|')})\\b`, 'i'));
  });

  test('has only constants in LIMIT and OFFSET, as Citus requires', () => {
    const clauses = withoutComments(query.statement.sql).matchAll(/(?<!\.|\bas )\b(?:limit|offset)\s+(\S+)/gi);
    for (const [clause, amount = ''] of clauses)
      expect([clause, /^(\d+|'0')\)*$/.test(amount)]).toEqual([clause, true]);
  });

  test('runs no set-returning function for each row of a table, as Citus requires', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(`explain (format json) ${query.statement.sql}`, defaults(query));
    await client.end();
    const [{ Plan: plan }] = rows[0]['QUERY PLAN'] as [{ Plan: Plan }];
    for (const node of everywhereIn(plan).filter((node) => node['Node Type'] === 'Nested Loop')) {
      const [outer, inner] = (node.Plans ?? []).filter((child) => child['Parent Relationship'] !== 'InitPlan');
      if (!outer || !inner || !below(inner).some(setReturning)) continue;
      expect(below(outer).flatMap((part) => part['Relation Name'] ?? [])).toEqual([]);
    }
  });
});

test('a role that may not read full_name runs every query that does not use it', async () => {
  const role = `reader_${process.pid}_${Date.now()}`;
  await database.query(`create role ${role}`);
  await database.query(`grant usage on schema public to ${role}`);
  const columns = await database.query<{ table: string; columns: string }>(
    `select table_name as table, string_agg(column_name, ', ') as columns from information_schema.columns
     where table_schema = 'public' and column_name <> 'full_name' group by table_name`,
  );
  for (const { table, columns: names } of columns)
    await database.query(`grant select (${names}) on ${table} to ${role}`);
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(`set role ${role}`);
  const refused: string[] = [];
  for (const query of queries) {
    await client.query(query.statement.sql, defaults(query)).catch((error: Error) => {
      expect(error.message).toBe('permission denied for table users');
      refused.push(query.name);
    });
  }
  await client.end();
  await database.query(`drop owned by ${role}`);
  await database.query(`drop role ${role}`);
  expect(refused).toEqual(['recent-messages', 'user-directory']);
});

test('a database without phase runs every query that does not use it', async () => {
  await database.query('alter table users drop column phase');
  const failed: string[] = [];
  for (const query of queries) {
    await database.query(query.statement.sql, defaults(query)).catch(() => failed.push(query.name));
  }
  await database.query('alter table users add column phase text');
  expect(failed).toEqual(['user-directory', 'user-segments']);
});

test('server/indexes.sql creates its indexes once, however often it runs', async () => {
  const script = (await readFile('server/indexes.sql', 'utf8')).replace(/^(--|\\).*$/gm, '');
  const statements = script.split(';').filter((statement) => statement.trim());
  for (const statement of [...statements, ...statements]) await database.query(statement);
  const indexes = await database.query("select indexname from pg_indexes where indexname like 'letz%' order by 1");
  expect(indexes.map((row) => Object.values(row)[0])).toEqual([
    'letz_events_stamp',
    'letz_messages_sent_at',
    'letz_messages_user_id_sent_at',
  ]);
});
