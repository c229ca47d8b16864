// Access matrix: every kind of token, for every kind of query, at every endpoint.
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Explanation } from '../../../server/contract/explanation.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, SECRET, type TestGateway } from '../../support/gateway.ts';

const OLD_KEY = 'the key that the gateway had before this one';
const FOREIGN_KEY = 'a key that this gateway never had, just as long';

const days = (title: string, tag = '') => `-- ${title}
-- @param days integer = 7 [1..100] How many
-- @column days integer The same
${tag}select days from params`;

const queries = {
  open: days('Open to all'),
  closed: days('Needs a token'),
  personal: days('Personal data', '-- @pii\n'),
  'without-days': '-- Without the parameter\n-- @column one integer One\nselect 1 as one',
};

/** Token of a request: claims and key to sign, or a literal text, or none. */
type TokenKind = { claims: Record<string, unknown>; key?: string } | string | null;

const HOUR = Math.floor(Date.now() / 1000) + 3600;
const good = { aud: 'letz-gateway', exp: HOUR };
const everything = { ...good, queries: '*', pii: true, schema: true };

const TOKENS: Record<string, TokenKind> = {
  none: null,
  garbage: 'garbage',
  expired: { claims: { ...everything, exp: HOUR - 7200 } },
  'wrong aud': { claims: { ...everything, aud: 'somebody' } },
  'no exp': { claims: { ...everything, exp: undefined } },
  'exp as text': { claims: { ...everything, exp: String(HOUR) } },
  'other key': { claims: everything, key: FOREIGN_KEY },
  'old key': { claims: everything, key: OLD_KEY },
  'no claims': { claims: good },
  'names closed': { claims: { ...good, queries: ['closed'] } },
  'names personal': { claims: { ...good, queries: ['personal'] } },
  'names personal, pii': { claims: { ...good, queries: ['personal'], pii: true } },
  'names closed, pii': { claims: { ...good, queries: ['closed'], pii: true } },
  '*': { claims: { ...good, queries: '*' } },
  '*, pii': { claims: { ...good, queries: '*', pii: true } },
  '["*"]': { claims: { ...good, queries: ['*'], pii: true } },
  'pii as text': { claims: { ...good, queries: '*', pii: 'true' } },
  schema: { claims: { ...good, schema: true } },
  'schema as text': { claims: { ...good, schema: 'true' } },
  '* and days 30': { claims: { ...good, queries: '*', params: { days: 30 } } },
  '* and days "30"': { claims: { ...good, queries: '*', params: { days: '30' } } },
  '* and days 500': { claims: { ...good, queries: '*', params: { days: 500 } } },
  '* and unheard 1': { claims: { ...good, queries: '*', params: { unheard: 1 } } },
  'days 30': { claims: { ...good, params: { days: 30 } } },
  '* and days [30]': { claims: { ...good, queries: '*', params: { days: [30] } } },
};

const QUERIES = ['open', 'closed', 'personal', 'without-days', 'nobody'];
const ENDPOINTS = ['json', 'columns', 'csv', 'ndjson', 'HEAD', 'batch', 'explain'] as const;

/** Result of a request without parameters: the days used, or the problem. It is the same for every kind of request. */
const RUN = `
  token               | open          | closed        | personal      | without-days  | nobody
  none                | 7             | unauthorized  | unauthorized  | unauthorized  | unknown-query
  garbage             | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
  expired             | token-expired | token-expired | token-expired | token-expired | token-expired
  wrong aud           | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
  no exp              | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
  exp as text         | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
  other key           | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
  old key             | 7             | 7             | 7             | 1             | unknown-query
  no claims           | 7             | forbidden     | forbidden     | forbidden     | unknown-query
  names closed        | 7             | 7             | forbidden     | forbidden     | unknown-query
  names personal      | 7             | forbidden     | forbidden     | forbidden     | unknown-query
  names personal, pii | 7             | forbidden     | 7             | forbidden     | unknown-query
  names closed, pii   | 7             | 7             | forbidden     | forbidden     | unknown-query
  *                   | 7             | 7             | forbidden     | 1             | unknown-query
  *, pii              | 7             | 7             | 7             | 1             | unknown-query
  ["*"]               | 7             | forbidden     | forbidden     | forbidden     | unknown-query
  pii as text         | 7             | 7             | forbidden     | 1             | unknown-query
  schema              | 7             | forbidden     | forbidden     | forbidden     | unknown-query
  schema as text      | 7             | forbidden     | forbidden     | forbidden     | unknown-query
  * and days 30       | 30            | 30            | forbidden     | forbidden     | unknown-query
  * and days "30"     | 30            | 30            | forbidden     | forbidden     | unknown-query
  * and days 500      | forbidden     | forbidden     | forbidden     | forbidden     | unknown-query
  * and unheard 1     | forbidden     | forbidden     | forbidden     | forbidden     | unknown-query
  days 30             | 30            | forbidden     | forbidden     | forbidden     | unknown-query
  * and days [30]     | unauthorized  | unauthorized  | unauthorized  | unauthorized  | unauthorized
`;

/** Result of a request with parameters, locked and free ones. */
const ASKED = ['days=30', 'days=7', 'days=030', 'days=500', 'days=', 'other=1', 'as_of=2026-01-01'];
const LOCKED = `
  token               | days=30       | days=7        | days=030          | days=500          | days=             | other=1           | as_of=2026-01-01
  none                | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  garbage             | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  expired             | token-expired | token-expired | token-expired     | token-expired     | token-expired     | token-expired     | token-expired
  wrong aud           | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  no exp              | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  exp as text         | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  other key           | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  old key             | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  no claims           | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  names closed        | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  names personal      | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  names personal, pii | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  names closed, pii   | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  *                   | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  *, pii              | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  ["*"]               | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  pii as text         | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  schema              | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  schema as text      | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  * and days 30       | 30            | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | 30
  * and days "30"     | 30            | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | 30
  * and days 500      | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | forbidden
  * and unheard 1     | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  days 30             | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  * and days [30]     | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
`;
/** The same for a public query. */
const LOCKED_OPEN = `
  token               | days=30       | days=7        | days=030          | days=500          | days=             | other=1           | as_of=2026-01-01
  none                | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  garbage             | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  expired             | token-expired | token-expired | token-expired     | token-expired     | token-expired     | token-expired     | token-expired
  wrong aud           | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  no exp              | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  exp as text         | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  other key           | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
  old key             | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  no claims           | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  names closed        | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  names personal      | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  names personal, pii | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  names closed, pii   | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  *                   | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  *, pii              | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  ["*"]               | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  pii as text         | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  schema              | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  schema as text      | 30            | 7             | invalid-parameter | invalid-parameter | invalid-parameter | invalid-parameter | 7
  * and days 30       | 30            | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | 30
  * and days "30"     | 30            | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | 30
  * and days 500      | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | forbidden
  * and unheard 1     | forbidden     | forbidden     | forbidden         | forbidden         | forbidden         | forbidden         | forbidden
  days 30             | 30            | forbidden     | forbidden         | forbidden         | forbidden         | invalid-parameter | 30
  * and days [30]     | unauthorized  | unauthorized  | unauthorized      | unauthorized      | unauthorized      | unauthorized      | unauthorized
`;

/** Queries listed in the catalogue and in the OpenAPI document; access to the schema and to the metrics. */
const LISTED = `
  token               | listed                            | schema        | metrics
  none                | open                              | unauthorized  | unauthorized
  garbage             | unauthorized                      | unauthorized  | unauthorized
  expired             | token-expired                     | token-expired | token-expired
  wrong aud           | unauthorized                      | unauthorized  | unauthorized
  no exp              | unauthorized                      | unauthorized  | unauthorized
  exp as text         | unauthorized                      | unauthorized  | unauthorized
  other key           | unauthorized                      | unauthorized  | unauthorized
  old key             | closed open personal without-days | ok            | ok
  no claims           | open                              | forbidden     | forbidden
  names closed        | closed open                       | forbidden     | forbidden
  names personal      | open                              | forbidden     | forbidden
  names personal, pii | open personal                     | forbidden     | forbidden
  names closed, pii   | closed open                       | forbidden     | forbidden
  *                   | closed open without-days          | forbidden     | ok
  *, pii              | closed open personal without-days | forbidden     | ok
  ["*"]               | open                              | forbidden     | forbidden
  pii as text         | closed open without-days          | forbidden     | ok
  schema              | open                              | ok            | forbidden
  schema as text      | open                              | forbidden     | forbidden
  * and days 30       | closed open                       | forbidden     | ok
  * and days "30"     | closed open                       | forbidden     | ok
  * and days 500      | closed open                       | forbidden     | ok
  * and unheard 1     |                                   | forbidden     | ok
  days 30             | open                              | forbidden     | forbidden
  * and days [30]     | unauthorized                      | unauthorized  | unauthorized
`;

let database: TestDatabase;
let gateway: TestGateway;
const headers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  gateway = await openTestGateway(database.url, {
    queries,
    // An exposed gateway requires a token for metrics.
    env: { PUBLIC_QUERIES: 'open', PUBLIC_ORIGIN: 'https://letz.example.org', LETZ_SECRET: SECRET },
    secret: `${SECRET},${OLD_KEY}`,
    allow: null,
  });
  for (const [kind, token] of Object.entries(TOKENS)) headers.set(kind, await authorization(token));
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

async function authorization(token: TokenKind): Promise<Record<string, string>> {
  if (token === null) return {};
  if (typeof token === 'string') return { Authorization: `Bearer ${token}` };
  const key = new TextEncoder().encode(token.key ?? SECRET);
  return { Authorization: `Bearer ${await new SignJWT(token.claims).setProtectedHeader({ alg: 'HS256' }).sign(key)}` };
}

/** The rows of a table by their first cell. */
function table(text: string): [name: string, cells: Record<string, string>][] {
  const lines = text.trim().split('\n');
  const [[, ...columns] = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map(([name = '', ...cells]) => [
    name,
    Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
  ]);
}

/** Requests a query and returns the first value of its only row, or the problem's code. */
async function run(endpoint: (typeof ENDPOINTS)[number], query: string, kind: string, search: string): Promise<string> {
  const init = { headers: headers.get(kind) ?? {} };
  if (endpoint === 'batch') {
    const params = Object.fromEntries(new URLSearchParams(search));
    const response = await gateway.batch([{ name: query, params }], init);
    if (response.status !== 200) return ((await response.json()) as Problem).code;
    const [entry] = ((await response.json()) as BatchResponse).results;
    return entry && 'code' in entry ? entry.code : String((entry as Result).rows[0]?.[0]);
  }
  if (endpoint === 'explain') {
    const answer = await gateway.json<Explanation | Problem>(`/api/queries/${query}/explain?${search}`, init);
    return 'code' in answer ? answer.code : String(answer.params.days ?? 1);
  }
  const more = { json: '', columns: '_shape=columns', csv: '_format=csv', ndjson: '_format=ndjson', HEAD: '' }[
    endpoint
  ];
  const path = `/api/queries/${query}?${search}&${more}`;
  if (endpoint === 'HEAD') {
    const [head, get] = [await gateway.request(path, { ...init, method: 'HEAD' }), await gateway.request(path, init)];
    expect([head.status, await head.text()]).toEqual([get.status, '']);
    return run('json', query, kind, search);
  }
  const response = await gateway.request(path, init);
  const text = await response.text();
  if (response.status !== 200) {
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    return (JSON.parse(text) as Problem).code;
  }
  if (endpoint === 'csv') return text.split('\r\n')[1] ?? '';
  const data = JSON.parse(text);
  return String(endpoint === 'ndjson' ? Object.values(data)[0] : (data.rows ?? data.values)[0][0]);
}

async function outcome<T>(path: string, kind: string, read: (answer: T) => string): Promise<string> {
  const response = await gateway.request(path, { headers: headers.get(kind) ?? {} });
  const answer = (await response.json()) as T & Problem;
  return response.status === 200 ? read(answer) : answer.code;
}

test('the tables have a row for every kind of token', () => {
  for (const text of [RUN, LISTED, LOCKED, LOCKED_OPEN]) {
    expect(table(text).map(([kind]) => kind)).toEqual(Object.keys(TOKENS));
  }
});

describe.each(ENDPOINTS)('running a query by %s', (endpoint) => {
  test.each(table(RUN))('with the token: %s', async (kind, expected) => {
    const cells: Record<string, string> = {};
    for (const query of QUERIES) cells[query] = await run(endpoint, query, kind, '');
    expect(cells).toEqual(expected);
  });

  describe.each([
    ['closed', LOCKED],
    ['open', LOCKED_OPEN],
  ])('with parameters, the query: %s', (query, text) => {
    test.each(table(text))('with the token: %s', async (kind, expected) => {
      const cells: Record<string, string> = {};
      for (const search of ASKED) cells[search] = await run(endpoint, query, kind, search);
      expect(cells).toEqual(expected);
    });
  });
});

test.each(table(LISTED))(
  'what is listed and described with the token: %s',
  async (kind, { listed, schema, metrics }) => {
    const catalogue = await outcome<Catalogue>('/api/queries', kind, ({ queries }) =>
      queries.map(({ name }) => name).join(' '),
    );
    const openapi = await outcome<{ paths: object }>('/api/openapi.json', kind, ({ paths }) =>
      Object.keys(paths)
        .flatMap((path) => /^\/api\/queries\/([^/]+)$/.exec(path)?.slice(1) ?? [])
        .join(' '),
    );
    expect({ catalogue, openapi }).toEqual({ catalogue: listed, openapi: listed });
    expect(await outcome('/api/schema', kind, () => 'ok')).toBe(schema);
    const response = await gateway.request('/metrics', { headers: headers.get(kind) ?? {} });
    const text = await response.text();
    expect(response.status === 200 ? 'ok' : (JSON.parse(text) as Problem).code).toBe(metrics);
  },
);

const OEMBED = '/oembed?url=https://letz.example.org/embed/letz-metric%3Fquery%3Dclosed';
test.each(['/', '/index.html', '/livez', '/readyz', '/embed/letz-metric?query=closed', OEMBED])(
  'what holds no data of the database asks for no token, and heeds none: %s',
  async (path) => {
    for (const init of headers.values()) expect((await gateway.request(path, { headers: init })).status).toBe(200);
  },
);

test('the catalogue marks a locked parameter, with the locked value as its default', async () => {
  const { queries } = await gateway.json<Catalogue>('/api/queries', { headers: headers.get('* and days 30') ?? {} });
  const params = queries.flatMap((query) => query.params.filter(({ name }) => name === 'days'));
  expect(params.map(({ default: value, locked }) => [value, locked])).toEqual([
    [30, true],
    [30, true],
  ]);
});

test('a batch answers each entry separately, and none with an invalid token', async () => {
  const entries = ['open', 'closed', 'personal', 'nobody'].map((name) => ({ name }));
  const { results } = (await (await gateway.batch(entries)).json()) as BatchResponse;
  expect(results.map((entry) => ('code' in entry ? entry.code : 'ok'))).toEqual([
    'ok',
    'unauthorized',
    'unauthorized',
    'unknown-query',
  ]);
  const refused = await gateway.batch(entries, { headers: headers.get('garbage') ?? {} });
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'unauthorized' }]);
});

test.each(['Basic abc', 'Bearer', 'Bearer  ', 'Bearer a b', 'token', 'Bearer ä'])(
  'an Authorization header that is no bearer token is refused even where none is needed: %s',
  async (value) => {
    const response = await gateway.request('/api/queries/open', {
      headers: { Authorization: Buffer.from(value).toString('latin1') },
    });
    expect([response.status, response.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="letz-gateway"']);
  },
);

test('a token in the URL is ignored', async () => {
  const { Authorization = '' } = headers.get('*, pii') ?? {};
  const response = await gateway.request(`/api/queries/closed?token=${Authorization.slice('Bearer '.length)}`);
  expect(response.status).toBe(401);
});
