import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import { createDatabase, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';
import { OVERLOADED, problem } from '../../support/observe.ts';

const queries = {
  number: `-- Number
-- @param n integer = 1 Which
-- @column n integer It
select n from params`,
};

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase('embedded', { bare: true });
});
afterAll(() => database.drop());

test('requests are answered with overloaded while another client holds the session', async () => {
  const env = { ACQUIRE_TIMEOUT_MS: '300', STATEMENT_TIMEOUT_MS: '300', DATABASE_POOL_SIZE: '4' };
  const gateway = await openTestGateway(database.url, { queries, env, embedded: true });
  const other = new pg.Client(database.url);
  await other.connect();
  await other.query('begin');
  const ask = (n: number) => gateway.request(`/api/queries/number?n=${n}`);
  const [first, second, batch] = await Promise.all([ask(1), ask(2), gateway.batch([{ name: 'number' }])]);
  expect(await problem(first)).toEqual(OVERLOADED);
  expect(await problem(second)).toEqual(OVERLOADED);
  expect(((await batch.json()) as BatchResponse).results).toMatchObject([{ code: 'overloaded' }]);
  // With no connection left, one has to be made.
  expect(await problem(await ask(3))).toEqual(OVERLOADED);
  await other.query('rollback');
  expect((await ask(4)).status).toBe(200);
  await other.end();
  await gateway.close();
});

test('concurrent batches are answered one after the other', async () => {
  const gateway = await openTestGateway(database.url, { queries, embedded: true });
  const answers = await Promise.all(
    Array.from({ length: 15 }, async (_, i) => {
      const entries = [0, 1, 2].map((k) => ({ name: 'number', params: { n: 3 * i + k } }));
      return (await (await gateway.batch(entries)).json()) as BatchResponse;
    }),
  );
  const rows = answers.flatMap(({ results }) => results.map((result) => ('rows' in result ? result.rows : result)));
  expect(rows).toEqual(Array.from({ length: 45 }, (_, n) => [[n]]));
  await gateway.close();
});

test('the queue for the session is as long as for all connections of a server', async () => {
  const gateway = await openTestGateway(database.url, { queries, embedded: true });
  const answers = Array.from({ length: 100 }, (_, n) => gateway.request(`/api/queries/number?n=${n}`));
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  await gateway.close();
});
