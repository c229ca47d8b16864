import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, constants, createBrotliDecompress, createGunzip, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptedCoding, compressAnswer } from '../../../server/answers/compression.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  long: `-- Long
-- @param count integer = 1000 [0..100000] How many
-- @column n integer A number
-- @column text text Something beside it
select n, 'größe ' || n as text from params, generate_series(1, count) as n`,
  held: `-- Held by a lock
-- @param mark text = none Distinguishes answers
-- @column one integer One
select 1 as one from params, pg_advisory_xact_lock_shared(815) where mark is not null`,
};

const suite = useGateways({ queries, allow: { queries: '*', expiresIn: 3600 } });
let gateway: TestGateway;
let port: number;
let authorization: string;

beforeAll(async () => {
  gateway = await suite.open();
  ({ port } = await gateway.listen());
  authorization = `Bearer ${await gateway.token({ queries: '*', schema: true, expiresIn: 3600 })}`;
});

async function send(path: string, headers: Record<string, string>, body?: string): Promise<IncomingMessage> {
  const method = body === undefined ? 'GET' : 'POST';
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { authorization, ...headers },
    agent: false,
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}
async function read(path: string, headers: Record<string, string>, body?: string) {
  const response = await send(path, headers, body);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const coding = response.headers['content-encoding'];
  const plain = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes;
  return { status: response.statusCode, headers: response.headers, coding, bytes, text: plain.toString() };
}

const PATH = '/api/queries/long?as_of=2026-01-01';

describe('Accept-Encoding', () => {
  test.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP', 'gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
    ['gzip;q=x', undefined],
  ])('%j chooses %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });
});

describe('an answer', () => {
  test.each(['br', 'gzip'])(
    'above 1 KB is sent as %s, with a weak ETag that is good for every coding',
    async (coding) => {
      const plain = await read(PATH, {});
      const packed = await read(PATH, { 'Accept-Encoding': coding });
      expect(packed.coding).toBe(coding);
      expect(packed.text).toBe(plain.text);
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
      expect(packed.headers['content-length']).toBe(String(packed.bytes.length));
      expect(packed.headers.vary).toContain('Accept-Encoding');
      expect(packed.headers.etag).toBe(`W/${plain.headers.etag}`);
      for (const accepted of [coding, 'identity']) {
        const again = await read(PATH, { 'Accept-Encoding': accepted, 'If-None-Match': String(packed.headers.etag) });
        expect([again.status, again.text]).toEqual([304, '']);
      }
    },
  );

  test('below 1 KB is sent uncompressed', async () => {
    const { coding, headers } = await read('/api/queries/long?count=0', { 'Accept-Encoding': 'br' });
    expect(coding).toBeUndefined();
    expect(headers.etag).toMatch(/^"/);
    expect(headers.vary).toContain('Accept-Encoding');
  });

  test('is compressed once for all requests', async () => {
    const path = '/api/queries/long?as_of=2026-01-02';
    await Promise.all(Array.from({ length: 5 }, () => read(path, { 'Accept-Encoding': 'gzip' })));
    const { cache } = gateway.gateway;
    const key = JSON.stringify([
      'long',
      gateway.gateway.registry.get('long')?.revision,
      'rows',
      gateway.gateway.registry.get('long')?.language,
      ['2026-01-02T00:00:00', '1000'],
      { as_of: '2026-01-02T00:00:00Z', count: 1000 },
    ]);
    const answer = cache.peek(key);
    if (!answer) throw new Error('The answer is not in the cache.');
    expect(Object.keys(answer.compressed)).toEqual(['gzip']);
    expect(await compressAnswer(answer, 'gzip')).toBe(await compressAnswer(answer, 'gzip'));
  });
});

test.each(['/api/queries', '/api/schema', '/api/openapi.json'])('%s is compressed', async (path) => {
  const plain = await read(path, {});
  const packed = await read(path, { 'Accept-Encoding': 'br' });
  expect(packed.coding).toBe(plain.text.length > 1024 ? 'br' : undefined);
  expect(packed.text).toBe(plain.text);
});

describe('a batch', () => {
  const body = (count: number) =>
    JSON.stringify({ queries: [{ name: 'long', params: { count, as_of: '2026-01-01' } }, { name: 'nobody' }] });

  test.each([
    ['short', 1000],
    ['long', 50_000],
  ])('with %s answers is compressed', async (_, count) => {
    const plain = await read('/api/batch', {}, body(count));
    for (const coding of ['br', 'gzip']) {
      const packed = await read('/api/batch', { 'Accept-Encoding': coding }, body(count));
      expect(packed.coding).toBe(coding);
      const withoutAsOf = (text: string) => text.replace(/^{"asOf":"[^"]*"/, '');
      expect(withoutAsOf(packed.text)).toBe(withoutAsOf(plain.text));
    }
  });

  describe('streamed', () => {
    let locker: pg.Client;
    beforeAll(async () => {
      locker = new pg.Client(suite.database.url);
      await locker.connect();
    });
    afterAll(() => locker.end());

    test.each(['br', 'gzip'])('sends each line at once as %s', async (coding) => {
      await locker.query('select pg_advisory_lock(815)');
      const queries = [
        { name: 'held', params: { mark: coding } },
        { name: 'long', params: { count: 3 } },
        { name: 'nobody' },
      ];
      const headers = { 'Accept-Encoding': coding, Accept: 'application/x-ndjson' };
      const response = await send('/api/batch', headers, JSON.stringify({ queries }));
      expect(response.headers['content-encoding']).toBe(coding);
      const flush = { flush: constants.Z_SYNC_FLUSH };
      const plain = response.pipe(coding === 'br' ? createBrotliDecompress() : createGunzip(flush));
      let text = '';
      plain.on('data', (data: Buffer) => (text += data));
      const lines = () => text.split('\n').length - 1;
      await expect.poll(lines, { timeout: 20_000 }).toBe(3);
      expect(text).not.toContain('"index":0');
      await locker.query('select pg_advisory_unlock_all()');
      await once(plain, 'end');
      expect(text.trimEnd().split('\n').at(-1)).toBe('{"done":3}');
      expect(lines()).toBe(5);
    });

    test.each(['gzip', 'identity'])('is cancelled when the client disconnects, at any time (%s)', async (coding) => {
      await locker.query('select pg_advisory_lock(815)');
      const headers = { 'Accept-Encoding': coding, Accept: 'application/x-ndjson' };
      for (let round = 0; round < 10; round++) {
        const queries = [{ name: 'held', params: { mark: `${coding} ${round}` } }];
        const response = await send('/api/batch', headers, JSON.stringify({ queries }));
        const isRunning = async () => (await suite.database.query('select 1 from pg_locks where not granted')).length;
        if (round % 2) await expect.poll(isRunning).toBe(1);
        response.on('error', () => undefined).destroy();
        await expect.poll(() => gateway.gateway.cache.usage.running, { timeout: 20_000 }).toBe(0);
      }
      await locker.query('select pg_advisory_unlock_all()');
    });
  });
});

test('every answer carries the contract’s version', async () => {
  const paths = [
    '/livez',
    '/nothing',
    '/api/queries',
    '/api/queries/nobody',
    '/api/queries/long?count=x',
    '/embed/letz-metric',
  ];
  for (const path of paths) expect((await read(path, {})).headers['letz-contract']).toBe('2');
  expect((await read('/api/batch', {}, '{')).headers['letz-contract']).toBe('2');
  expect((await read(PATH, { 'If-None-Match': '*' })).headers['letz-contract']).toBe('2');
});

test('problems of a known query carry its name and title, others none', async () => {
  const problem = async (path: string, headers = {}) => JSON.parse((await read(path, headers)).text) as object;
  expect(await problem('/api/queries/long?count=x')).toMatchObject({
    param: 'count',
    query: 'long',
    queryTitle: 'Long',
  });
  expect(await problem('/api/queries/long?_shape=x')).toMatchObject({ query: 'long', queryTitle: 'Long' });
  expect(await problem('/api/queries/nobody')).not.toHaveProperty('query');
  const token = `Bearer ${await gateway.token({ queries: ['held'] })}`;
  // The title of a query that the caller may not run stays hidden.
  expect(await problem('/api/queries/long', { authorization: token })).not.toHaveProperty('queryTitle');
});
