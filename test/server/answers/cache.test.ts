import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Cache } from '../../../server/answers/cache.ts';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, isAtRest } from '../../support/observe.ts';

/** A run that the test resolves or rejects. */
function controlled<T>() {
  let [resolve, reject] = [(_: T) => {}, (_: Error) => {}];
  const promise = new Promise<T>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  const signals: AbortSignal[] = [];
  const run = (signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  };
  return { run, signals, resolve, reject };
}
const cacheOf = (maxSize = 1_000_000) => new Cache<{ text: string }>({ maxSize, sizeOf: ({ text }) => text.length });

describe('a run', () => {
  test('is shared by all callers until it ends, and cached for later ones', async () => {
    const cache = cacheOf();
    const { run, signals, resolve } = controlled<{ text: string }>();
    const asked = Array.from({ length: 50 }, () => cache.get('key', 1000, run));
    resolve({ text: 'answer' });
    expect(new Set(await Promise.all([...asked, cache.get('key', 1000, run)])).size).toBe(1);
    expect(signals).toHaveLength(1);
  });

  test('that fails rejects all its callers, and the next caller starts a new one', async () => {
    const cache = cacheOf();
    const { run, reject } = controlled<{ text: string }>();
    const asked = [cache.get('key', 1000, run), cache.get('key', 1000, run)];
    reject(new Error('no'));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get('key', 1000, async () => ({ text: 'yes' }))).toEqual({ text: 'yes' });
  });

  test('is aborted when its last caller has left, not before; a later caller starts a new one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4]), async (leaving) => {
        const cache = cacheOf();
        const first = controlled<{ text: string }>();
        const callers = Array.from({ length: 5 }, () => new AbortController());
        const asked = callers.map(({ signal }) => cache.get('key', 1000, first.run, () => signal));
        const settled = Promise.allSettled(asked);
        for (const [index, caller] of leaving.entries()) {
          expect(first.signals[0]?.aborted).toBe(false);
          callers[caller]?.abort();
          expect(first.signals[0]?.aborted).toBe(index === 4);
        }
        const later = controlled<{ text: string }>();
        const late = cache.get('key', 1000, later.run);
        expect(later.signals.length).toBe(leaving.length === 5 ? 1 : 0);
        first.resolve({ text: 'first' });
        later.resolve({ text: 'later' });
        expect((await late).text).toBe(leaving.length === 5 ? 'later' : 'first');
        expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(leaving.length);
      }),
    );
  });
});

test('the size is bounded, keys and overhead included, and no entry may fill the cache', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(200), fc.nat(30_000)), { maxLength: 60 }), async (entries) => {
      const cache = cacheOf(50_000);
      for (const [key, length] of entries) {
        const text = 'x'.repeat(length);
        expect((await cache.get(`key ${key}`, 1000, async () => ({ text }))).text.length).toBeGreaterThanOrEqual(0);
        expect(cache.usage.size).toBeLessThanOrEqual(50_000);
        expect(cache.usage.size).toBeGreaterThanOrEqual(cache.usage.entries * 500);
      }
    }),
  );
  const cache = cacheOf(50_000);
  await cache.get('small', 1000, async () => ({ text: 'x' }));
  await cache.get('huge', 1000, async () => ({ text: 'x'.repeat(40_000) }));
  expect([cache.peek('small')?.text, cache.peek('huge')]).toEqual(['x', undefined]);
});

describe('the gateway', () => {
  const queries = {
    counted: `-- Rows of a table
-- @param seconds number = 0 How long to think
-- @column rows integer How many
select count(*) as rows from things, params, pg_sleep(seconds::float8)`,
    locked: `-- Something of somebody
-- @param person text = nobody [0..20] Whose
-- @column person text Whose
select person from params`,
  };
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
    await database.query('create table things as select 1 as n');
  });
  const open = async (env: Record<string, string> = {}) => {
    gateway = await openTestGateway(database.url, { queries, env });
    at('2026-11-24T10:00:01Z');
    return gateway;
  };
  afterEach(() => gateway.close());
  afterAll(() => database.drop());

  const at = (iso: string) => {
    gateway.gateway.now = () => Date.parse(iso);
  };
  const read = (search = '') => gateway.json<Result>(`/api/queries/counted${search}`);

  test('caches answers separately for each locked value', async () => {
    await open();
    const ask = async (person: string) => {
      const token = await gateway.token({ queries: ['locked'], params: { person } });
      const response = await gateway.app.request('/api/queries/locked', {
        headers: { Authorization: `Bearer ${token}` },
      });
      return ((await response.json()) as Result).rows;
    };
    for (const person of ['ana', 'bo', 'ana']) expect(await ask(person)).toEqual([[person]]);
  });

  test('does not reuse answers of a query whose text changed', async () => {
    await open();
    expect((await read()).rows).toEqual([[1]]);
    const query = gateway.gateway.registry.get('counted');
    if (!query) throw new Error('There is no such query.');
    const changed = { ...query, statement: { ...query.statement, sql: query.statement.sql.replace('count(*)', '7') } };
    gateway.gateway.registry = new Map([['counted', { ...changed, revision: 'changed' }]]);
    expect((await read()).rows).toEqual([[7]]);
  });

  test('answers 304 and notModified for an unchanged answer, cached or not', async () => {
    await open();
    const path = '/api/queries/counted?as_of=2026-01-01';
    const etag = (await gateway.request(path)).headers.get('ETag') ?? '';
    const again = async () => {
      const entry = { name: 'counted', params: { as_of: '2026-01-01' } };
      const batch = await gateway.batch([{ ...entry, etag }, { ...entry, etag: '"other"' }, entry]);
      const { results } = (await batch.json()) as BatchResponse;
      const single = await gateway.request(path, { headers: { 'If-None-Match': etag } });
      return [single.status, results[0], results.slice(1).map((entry) => 'rows' in entry && entry.etag)];
    };
    const expected = [304, { notModified: true, etag }, [etag, etag]];
    expect(await again()).toEqual(expected);
    const other = await openTestGateway(database.url, { queries });
    await gateway.close();
    gateway = other;
    expect(await again()).toEqual(expected);
    await database.query('insert into things values (2)');
    await gateway.close();
    await open();
    expect((await again())[0]).toBe(200);
    await database.query('delete from things where n = 2');
  });

  describe('sends the previous answer while the new one is slow (stale-while-revalidate):', () => {
    test('with its own as_of; the new one is cached for the next request', async () => {
      await open();
      const first = await read('?seconds=1.6');
      expect(first.asOf).toBe('2026-11-24T10:00:00Z');
      await database.query('insert into things values (2)');
      at('2026-11-24T10:00:11Z');
      expect(await read('?seconds=1.6')).toEqual(first);
      expect(gateway.gateway.cache.usage.running).toBe(1);
      await expect.poll(() => isAtRest(gateway), { timeout: 3000 }).toBe(true);
      const second = await read('?seconds=1.6');
      expect([second.asOf, second.rows]).toEqual(['2026-11-24T10:00:10Z', [[2]]]);
      await database.query('delete from things where n = 2');
    });

    test('never an older one, never for a requested as_of', async () => {
      await open();
      await read('?seconds=1.2');
      at('2026-11-24T10:00:21Z');
      expect((await read('?seconds=1.2')).asOf).toBe('2026-11-24T10:00:20Z');
      const asked = await read('?seconds=1.2&as_of=2026-11-24T10:00:30Z');
      expect(asked.asOf).toBe('2026-11-24T10:00:30Z');
    });

    test('a batch is all of one as_of', async () => {
      await open();
      const entries = [{ name: 'counted', params: { seconds: 1.2 } }, { name: 'locked' }, { name: 'nobody' }];
      const ask = async (more: object[] = []) =>
        (await (await gateway.batch([...entries, ...more])).json()) as BatchResponse;
      const moments = ({ asOf, results }: BatchResponse) =>
        new Set([asOf, ...results.flatMap((entry) => ('asOf' in entry ? entry.asOf : []))]);
      const first = await ask();
      expect(moments(first)).toEqual(new Set(['2026-11-24T10:00:00Z']));
      at('2026-11-24T10:00:11Z');
      expect(await ask()).toEqual(first);
      at('2026-11-24T10:00:21Z');
      // One of them was never asked before, so all are new.
      const second = await ask([{ name: 'locked', params: { person: 'ana' } }]);
      expect(moments(second)).toEqual(new Set(['2026-11-24T10:00:20Z']));
    });

    test('a client that leaves early cancels the new one; a client that was answered does not', async () => {
      await open();
      const { url } = await gateway.listen();
      const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}`, Connection: 'close' };
      await read('?seconds=1.3');
      at('2026-11-24T10:00:11Z');
      const answered = await fetch(`${url}/api/queries/counted?seconds=1.3`, { headers });
      expect(((await answered.json()) as Result).asOf).toBe('2026-11-24T10:00:00Z');
      await expect.poll(() => isAtRest(gateway), { timeout: 3000 }).toBe(true);
      expect((await read('?seconds=1.3')).asOf).toBe('2026-11-24T10:00:10Z');
      at('2026-11-24T10:00:21Z');
      const leave = new AbortController();
      const left = fetch(`${url}/api/queries/counted?seconds=1.3`, { headers, signal: leave.signal });
      await expect.poll(() => activeStatements(database)).toBe(1);
      leave.abort();
      await expect(left).rejects.toThrow('aborted');
      await expect.poll(() => activeStatements(database), { timeout: 1000 }).toBe(0);
    });
  });
});
