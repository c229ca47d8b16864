import { readFile } from 'node:fs/promises';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cache } from '../../../server/answers/cache.ts';
import { insertRows } from '../../../server/embedded/demo-data/load.ts';
import type { Tables } from '../../../server/embedded/demo-data/tables.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../support/fuzz.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { world } from './generate.ts';
import { naive } from './naive/all.ts';
import { rowsAsOf } from './naive/rows-as-of.ts';
import { DAY, earliest, iso, latest, type Moment, moment } from './naive/stamps.ts';
import { paramsOf } from './param-arbitraries.ts';
import { tables as sketch } from './rows.ts';

/** The queries that have a form for rollups. */
const QUERIES = [
  'daily-active-users',
  'onboarding-cohorts',
  'retention',
  'message-heatmap',
  'journey-funnel',
  'user-directory',
];
const TIMES = 3;
const ROLLED_UP = ['users', 'messages', 'events'] as const;
type RolledUp = Pick<Tables, (typeof ROLLED_UP)[number]>;

/** History of a row: it is there from the beginning, changed later, added later, or there first and deleted later. */
const fates = fc.constantFrom('kept', 'kept', 'kept', 'changed', 'added', 'deleted');

interface Answer {
  rows: unknown[][];
  source?: string;
  sourceUntil?: string;
}

describe.each(databaseNames().filter((name) => name !== 'embedded'))('on %s', (name) => {
  let database: TestDatabase;
  let opened: TestGateway;
  const script = readFile('server/rollups.sql', 'utf8');
  const install = async () => {
    await database.query(await script);
  };
  beforeAll(async () => {
    database = await createDatabase(name);
    await install();
    opened = await openTestGateway(database.url, { own: true });
  });
  afterAll(async () => {
    await opened.close();
    await database.drop();
  });

  const refresh = (until: string) => database.query(`call letz_rollup.refresh(until => '${until}')`);

  async function answers(asked: { name: string; params: Record<string, unknown> }[]): Promise<Answer[]> {
    opened.gateway.cache = new Cache({ maxSize: 1_000_000, sizeOf: ({ body }) => body.length });
    const response = await opened.batch(asked);
    return ((await response.json()) as { results: Answer[] }).results;
  }

  /** Turns the rows of the three tables into others, by DELETE, INSERT and UPDATE. */
  async function change(from: RolledUp, to: RolledUp): Promise<void> {
    for (const table of ROLLED_UP) {
      const before = new Map<number, object>(from[table].map((row) => [row.id, row]));
      const after = new Map<number, object>(to[table].map((row) => [row.id, row]));
      const deleted = [...before.keys()].filter((id) => !after.has(id));
      await database.query(`delete from ${table} where id = any($1)`, [deleted]);
      const added = to[table].filter(({ id }) => !before.has(id));
      await insertRows(database.query, { [table]: added });
      for (const [id, row] of after) {
        const old = before.get(id);
        if (!old || JSON.stringify(old) === JSON.stringify(row)) continue;
        const columns = Object.entries(row).filter(([column]) => column !== 'id' && column !== 'message');
        const set = columns.map(([column], index) => `${column} = $${index + 2}`);
        await database.query(`update ${table} set ${set} where id = $1`, [id, ...columns.map(([, value]) => value)]);
      }
    }
  }

  test(
    'equal a naive computation, before and after late rows are repaired',
    async () => {
      const cases = world.chain((made) =>
        fc.record({
          made: fc.constant(made),
          before: rowsBefore(made.tables),
          first: watermarkBefore(made.asOf),
          second: watermarkBefore(made.asOf),
          asked: fc.tuple(
            ...QUERIES.flatMap((query) =>
              Array.from({ length: TIMES }, () =>
                paramsOf(query, made.tz, made.asOf).map((params) => ({ query, params })),
              ),
            ),
          ),
        }),
      );
      const property = fc.asyncProperty(cases, async ({ made: { tables, asOf }, before, first, second, asked }) => {
        await install();
        await database.setRows({ ...tables, ...before });
        await refresh(iso(earliest([first, second]) ?? first));
        const asOfText = iso(asOf);
        const requests = asked.map(({ query, params }) => ({ name: query, params: { as_of: asOfText, ...params } }));
        const check = async (rows: Tables) => {
          const seen = rowsAsOf(rows, asOf);
          const results = await answers(requests);
          for (const [index, { query, params }] of asked.entries()) {
            const { rows: found, ...answer } = results[index] ?? { rows: [] };
            const context = { query, params, source: answer.source };
            expect({ ...context, rows: found }).toEqual({ ...context, rows: naive[query]?.rows(seen, params) });
          }
          return results;
        };
        await check({ ...tables, ...before });
        await change(before, tables);
        await check(tables);
        await refresh(iso(latest([first, second]) ?? first));
        const results = await check(tables);
        const [pending] = await database.query<{ count: string }>('select count(*) from letz_rollup.changes');
        if (pending?.count !== '0') return;
        for (const [index, { query, params }] of asked.entries()) {
          const isCovered = query !== 'message-heatmap' || (params as { clock?: string }).clock !== 'user';
          expect([query, params, results[index]?.source]).toEqual([query, params, isCovered ? 'rollup' : undefined]);
        }
      });
      await fc.assert(property, { numRuns: fuzzRuns(15), interruptAfterTimeLimit: FUZZ_TIMEOUT - 10_000 });
    },
    FUZZ_TIMEOUT,
  );

  describe('after a refresh', () => {
    const asOf = '2026-11-24T12:00:00Z';
    beforeAll(async () => {
      await install();
      await database.setRows(
        sketch({
          users: [{ waid: '55', created_at: '2026-11-01 10:00:00' }],
          messages: [{ user_id: 1, sent_at: '2026-11-02 10:00:00' }],
          events: [{ user_id: 1, event_type: 'onboarding_completed', created_at: '2026-11-03 10:00:00' }],
        }),
      );
      await refresh('2026-11-24 11:50:00');
    });
    const ask = async (params: Record<string, unknown>) => (await answers([{ name: 'retention', params }]))[0];

    test('an answer names its source and how far it goes', async () => {
      expect(await ask({ as_of: asOf })).toMatchObject({ source: 'rollup', sourceUntil: '2026-11-24T11:45:00Z' });
    });

    test('an as_of before the watermark is answered from the tables', async () => {
      expect(await ask({ as_of: '2026-11-24T11:44:59Z' })).not.toHaveProperty('source');
    });

    test('the catalogue of a query alone gives the same source', async () => {
      opened.gateway.cache = new Cache({ maxSize: 1_000_000, sizeOf: ({ body }) => body.length });
      expect(await opened.json(`/api/queries/retention?as_of=${asOf}`)).toMatchObject({ source: 'rollup' });
    });

    test('rows after the watermark leave the rollups in use, a late row does not until the next refresh', async () => {
      await database.query(
        `insert into messages (id, user_id, sender, sent_at) values (8, 1, 'user', '2026-11-24 11:55:00')`,
      );
      expect(await ask({ as_of: asOf })).toHaveProperty('source');
      await database.query(
        `insert into messages (id, user_id, sender, sent_at) values (9, 1, 'user', '2026-11-08 10:00:00')`,
      );
      const late = await ask({ as_of: asOf });
      expect(late).not.toHaveProperty('source');
      await refresh('2026-11-24 11:50:00');
      const repaired = await ask({ as_of: asOf });
      expect(repaired).toMatchObject({ source: 'rollup', rows: late?.rows });
      expect(late?.rows).toEqual([['2026-11-01', 1, 1, 1, null, 100, 100, null]]);
    });

    test('a status update records no change', async () => {
      await database.query(`update messages set status = 'read'`);
      expect(await database.query('select * from letz_rollup.changes')).toEqual([]);
    });

    test('a watermark does not pass a transaction that is still writing', async () => {
      const writer = await openTestWriter();
      await writer.query(
        `begin; insert into messages (id, user_id, sender, sent_at) values (10, 1, 'user', '2026-11-24 11:56:00')`,
      );
      await refresh('2026-11-24 12:00:00');
      expect(await ask({ as_of: asOf })).toMatchObject({ sourceUntil: '2026-11-24T11:45:00Z' });
      await writer.query('commit');
      await writer.close();
      await refresh('2026-11-24 12:00:00');
      expect(await ask({ as_of: asOf })).toMatchObject({ sourceUntil: '2026-11-24T12:00:00Z' });
    });

    test('dropped rollups leave the queries to the tables', async () => {
      const before = await ask({ as_of: asOf });
      await database.query('drop schema letz_rollup cascade');
      const after = await ask({ as_of: asOf });
      expect(after?.rows).toEqual(before?.rows);
      expect(after).not.toHaveProperty('source');
    });
  });

  async function openTestWriter() {
    const { default: pg } = await import('pg');
    const client = new pg.Client(database.url);
    await client.connect();
    return { query: (sql: string) => client.query(sql), close: () => client.end() };
  }
});

/** Rows of the three tables before they are changed to those of `tables`. */
function rowsBefore(tables: Tables): Arbitrary<RolledUp> {
  const rows = <Row extends { id: number }>(all: Row[], changed: (row: Row, other: Row) => Row) =>
    fc.tuple(fc.array(fates, { minLength: all.length, maxLength: all.length }), fc.nat()).map(([list, shift]) => {
      const kept = all.flatMap((row, index) => {
        const other = all[(index + shift) % all.length] ?? row;
        if (list[index] === 'added') return [];
        return [list[index] === 'changed' ? changed(row, other) : row];
      });
      const deleted = all.filter((_, index) => list[index] === 'deleted').map((row) => ({ ...row, id: row.id + 1000 }));
      return [...kept, ...deleted];
    });
  return fc.record({
    users: rows(tables.users, (row, { waid, created_at }) => ({ ...row, waid, created_at })),
    messages: rows(tables.messages, (row, { user_id, sender, sent_at }) => ({ ...row, user_id, sender, sent_at })),
    events: rows(tables.events, (row, { user_id, event_type, executed_at, created_at }) => ({
      ...row,
      ...{ user_id, event_type, executed_at, created_at },
    })),
  });
}

/** A watermark some days before `as_of`, or at it. */
function watermarkBefore(asOf: Moment): Arbitrary<Moment> {
  const day = 24n * 4n;
  return fc
    .oneof(fc.bigInt(0n, 3n * day), fc.bigInt(0n, 40n * day))
    .map((quarters) => asOf - quarters * (DAY / day))
    .map((at) => (at < moment('1970-01-01T00:00:00Z') ? asOf : at));
}
