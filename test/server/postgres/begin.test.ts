import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { isAtRest, problem } from '../../support/observe.ts';

/** Changes state that a rollback does not restore; PostgreSQL refuses it in a read-only transaction. */
const queries = {
  count: `-- Count
-- @column n integer The next number
select nextval('numbers')::integer as n`,
  one: `-- One
-- @param mark text = none To tell one from another
-- @column n integer A number
select 1 as n from params where mark is not null`,
};

/** Proxy that replaces words by others of the same length. */
async function startLiar(target: string): Promise<{ url: string; lie: [string, string] | null; close(): void }> {
  const own = new URL(target);
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), own.hostname);
    client.on('data', (data) => {
      const [said, written] = liar.lie ?? ['', ''];
      upstream.write(Buffer.from(data.toString('latin1').replaceAll(said, written), 'latin1'));
    });
    upstream.pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('close', () => other.destroy()).on('error', () => undefined);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const liar = { url: own.href, lie: null as [string, string] | null, close: () => server.close() };
  return liar;
}

describe.each(databaseNames())('on %s, a transaction that', (name) => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let liar: Awaited<ReturnType<typeof startLiar>>;

  beforeAll(async () => {
    database = await createDatabase(name, { bare: true });
    await database.query('create sequence numbers');
    liar = await startLiar(database.url);
    gateway = await openTestGateway(liar.url, { queries, embedded: name === 'embedded' });
  });
  afterEach(() => {
    liar.lie = null;
  });
  afterAll(async () => {
    await gateway.close();
    liar.close();
    await database.drop();
  });

  const FAILED = [500, 'internal', null];
  const ask = async (search: string) => problem(await gateway.request(`/api/queries/count${search}`));
  const askBatch = async () => {
    const answer = await gateway.batch([{ name: 'count' }, { name: 'count', params: { as_of: '2026-01-01' } }]);
    const { results } = (await answer.json()) as { results: { status: number; code: string }[] };
    return results.map(({ status, code }) => [status, code, null]);
  };
  const expectUncounted = async () =>
    expect(await database.query('select is_called from numbers')).toEqual([{ is_called: false }]);

  test.each([
    ['begins', null],
    ['cannot begin', ['begin isolation level', 'begin isolatiom level']],
    ['cannot be set', ['select concat_ws(', 'select concat_wz(']],
  ] as [string, [string, string] | null][])('%s lets no query write', async (_, lie) => {
    liar.lie = lie;
    expect(await ask('')).toEqual(FAILED);
    expect(await ask('?_format=csv')).toEqual(FAILED);
    expect(await askBatch()).toEqual([FAILED, FAILED]);
    await expectUncounted();
    liar.lie = null;
    expect(await gateway.json(`/api/queries/one?mark=${lie?.[0].length}`)).toMatchObject({ rows: [[1]] });
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });
});
