import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ResponseBudget } from '../../../server/answers/response-budget.ts';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { OVERLOADED, problem } from '../../support/observe.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  wide: `-- A wide row
-- @param width integer = 10 [0..10000000] Characters in it
-- @param mark text = none To tell one from another
-- @column text text Many
select mark || repeat('ü€😀x', width / 4) as text from params`,
};

const { open } = useGateways({ queries });
let gateway: TestGateway;
let port: number;
let authorization: string;

beforeAll(async () => {
  gateway = await open({ logged: false });
  ({ port } = await gateway.listen());
  authorization = `Bearer ${await gateway.token({ queries: '*' })}`;
});

const readers: Socket[] = [];
afterAll(() => leave());
const leave = () => {
  for (const socket of readers.splice(0)) socket.destroy();
};

/** Sends a request, reads the first bytes of the response and then stops reading. */
async function startReading(method: string, path: string, body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  readers.push(socket);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: ${authorization}`,
    `Content-Length: ${body.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  await once(socket, 'readable');
  const first = String(socket.read(15));
  socket.on('error', () => undefined);
  return first;
}

/** Disables compression, whose buffers would hide the size of the bodies. */
const headers = () => ({ authorization, 'Accept-Encoding': 'identity' });
const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: headers() });
const askBatch = (queries: unknown[]) =>
  fetch(`http://127.0.0.1:${port}/api/batch`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ queries }),
  });
/** More than the buffers of a connection hold. */
const HUGE = '/api/queries/wide?width=6000000&as_of=2026-01-01';
const huge = { name: 'wide', params: { width: 6_000_000, as_of: '2026-01-01' } };
const LARGE = '/api/queries/wide?width=1000000&as_of=2026-01-01';
const large = { name: 'wide', params: { width: 1_000_000, as_of: '2026-01-01' } };
const textOf = (entry: unknown) => (entry as Result).rows[0]?.[0] as string;

describe('clients that stop reading', () => {
  const MEGABYTES = 1e6;
  const rss = () => process.memoryUsage().rss;

  test('share one copy of an answer', async () => {
    await (await ask(HUGE)).text();
    const before = rss();
    const heads = await Promise.all(Array.from({ length: 30 }, () => startReading('GET', HUGE)));
    expect(new Set(heads)).toEqual(new Set(['HTTP/1.1 200 OK']));
    // All of them would be 450 MB.
    expect(rss() - before).toBeLessThan(100 * MEGABYTES);
    leave();
  });

  test('share it in batches, too', async () => {
    await (await ask(HUGE)).text();
    const body = JSON.stringify({ queries: Array(4).fill(huge) });
    const before = rss();
    const heads = await Promise.all(Array.from({ length: 20 }, () => startReading('POST', '/api/batch', body)));
    expect(new Set(heads)).toEqual(new Set(['HTTP/1.1 200 OK']));
    // All of them would be 1200 MB.
    expect(rss() - before).toBeLessThan(100 * MEGABYTES);
    leave();
  });
});

describe('a large answer', () => {
  test('arrives unchanged, with its Content-Length', async () => {
    const response = await ask(LARGE);
    const bytes = await response.bytes();
    expect(response.headers.get('Content-Length')).toBe(String(bytes.length));
    expect(textOf(JSON.parse(new TextDecoder().decode(bytes)))).toBe(`none${'ü€😀x'.repeat(250_000)}`);
    const etag = response.headers.get('ETag') ?? '';
    const again = await fetch(`http://127.0.0.1:${port}${LARGE}`, {
      headers: { authorization, 'If-None-Match': etag },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('arrives in a batch beside small ones, problems and known ones, each with its etag', async () => {
    const etag = (await ask(LARGE)).headers.get('ETag');
    const small = { name: 'wide', params: { as_of: '2026-01-01' } };
    const response = await askBatch([small, large, { name: 'nobody' }, large, { ...large, etag }, small]);
    const bytes = await response.bytes();
    expect(response.headers.get('Content-Length')).toBe(String(bytes.length));
    const { results } = JSON.parse(new TextDecoder().decode(bytes)) as BatchResponse;
    expect(results).toMatchObject([
      { rowCount: 1 },
      { rowCount: 1, etag },
      { code: 'unknown-query' },
      { rowCount: 1, etag },
      { notModified: true, etag },
      { rowCount: 1 },
    ]);
    expect(textOf(results[1])).toBe(textOf(results[3]));
    expect(textOf(results[1])).toHaveLength(4 + 250_000 * 5);
  });

  test('is too-large in a batch whose answers are large already, cached or not', async () => {
    const { results } = (await (await askBatch(Array(40).fill(large))).json()) as BatchResponse;
    const codes = results.map((result) => ('code' in result ? result.code : 'fine'));
    expect(codes.filter((code) => code === 'fine').length).toBeGreaterThan(20);
    expect(new Set(codes)).toEqual(new Set(['fine', 'too-large']));
  });
});

describe('while unread answers use up the budget', () => {
  const other = (mark: string) => `${HUGE}&mark=${mark}`;

  test('another large answer is overloaded at once, alone and in a batch; small ones and the same one are not', async () => {
    gateway.gateway.responseBudget = new ResponseBudget(20_000_000);
    await startReading('GET', other('unread'));
    const refused = await ask(other('late'));
    expect(await problem(refused)).toEqual(OVERLOADED);
    const { results } = (await (
      await askBatch([{ ...huge, params: { ...huge.params, mark: 'late' } }, { name: 'wide' }])
    ).json()) as BatchResponse;
    expect(results).toMatchObject([{ code: 'overloaded' }, { rowCount: 1 }]);
    expect((await ask('/api/queries/wide')).status).toBe(200);
    expect((await (await ask(other('unread'))).text()).length).toBeGreaterThan(6_000_000);
    leave();
    await expect.poll(() => gateway.gateway.responseBudget.bytes).toBe(0);
    expect((await (await ask(other('late'))).text()).length).toBeGreaterThan(6_000_000);
    await expect.poll(() => gateway.gateway.responseBudget.bytes).toBe(0);
  });

  test('an answer larger than the budget is sent if it is the only one', async () => {
    gateway.gateway.responseBudget = new ResponseBudget(1_000);
    expect((await (await ask(HUGE)).text()).length).toBeGreaterThan(6_000_000);
    await expect.poll(() => gateway.gateway.responseBudget.bytes).toBe(0);
  });

  test('pipelined requests return their part when the connection ends', async () => {
    gateway.gateway.responseBudget = new ResponseBudget(100_000_000);
    const request = (mark: string) =>
      `GET ${other(mark)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`;
    const socket = connect(port, '127.0.0.1').pause();
    readers.push(socket);
    socket.write(['one', 'two', 'three', 'four', 'five'].map(request).join(''));
    // More than one waits, whatever the buffers of the connection take.
    await expect.poll(() => gateway.gateway.responseBudget.bytes, { timeout: 10_000 }).toBeGreaterThan(20_000_000);
    leave();
    await expect.poll(() => gateway.gateway.responseBudget.bytes).toBe(0);
  });
});
