import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../server/contract/query.ts';
import { generateDemoData } from '../../../server/embedded/demo-data/generate.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

interface Operation {
  operationId: string;
  parameters?: { name: string; required: boolean; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

let database: TestDatabase;
let gateway: TestGateway;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(generateDemoData(new Date('2026-11-24T12:00:00Z')));
  gateway = await openTestGateway(database.url, { own: true });
  document = await gateway.json<Document>('/api/openapi.json');
  ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'document', ...document });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const pointer = (...keys: string[]) =>
  keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** Validator for a response schema of the document. */
function schemaOf(path: string, method: string, status: string, type: string): ValidateFunction {
  const place = pointer('paths', path, method, 'responses', status, 'content', type, 'schema');
  const validate = ajv.getSchema(`document#/${place}`);
  if (!validate) throw new Error(`The document has nothing at ${place}.`);
  return validate;
}

function expectValid(validate: ValidateFunction, answer: unknown): void {
  validate(answer);
  expect(validate.errors ?? []).toEqual([]);
}

/** True for the path of a named query. */
const isQuery = (path: string) => /^\/api\/queries\/[^/]+$/.test(path);

test('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
});

test('it has one operation for each query that the token allows, with its parameters, and all other endpoints', async () => {
  const { queries } = await gateway.json<Catalogue>('/api/queries');
  expect(queries.length).toBeGreaterThan(20);
  for (const { name, params } of queries) {
    const operation = document.paths[`/api/queries/${name}`]?.get;
    expect(operation?.operationId).toBe(name);
    expect(operation?.parameters?.map((param) => param.name)).toEqual([
      ...params.map((param) => param.name),
      '_format',
      '_bom',
      '_shape',
      '_locale',
    ]);
  }
  expect(
    Object.keys(document.paths)
      .filter((path) => !isQuery(path))
      .sort(),
  ).toEqual(
    [
      '/api/batch',
      '/api/build',
      '/api/freshness',
      '/api/openapi.json',
      '/api/queries',
      '/api/queries/{name}/explain',
      '/api/schema',
      '/embed/page',
      '/embed/{widget}',
      '/livez',
      '/metrics',
      '/oembed',
      '/readyz',
    ].sort(),
  );
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('bounds, choices and defaults are those of the query', async () => {
  const { queries } = await gateway.json<Catalogue>('/api/queries');
  const schemas = queries.flatMap(({ name, params }) => {
    const { parameters } = document.paths[`/api/queries/${name}`]?.get ?? {};
    return params.map((param, index) => ({ param, schema: parameters?.[index]?.schema }));
  });
  expect(schemas.length).toBeGreaterThan(40);
  for (const { param, schema } of schemas) {
    const { type, min, max, values, default: fallback } = param;
    expect(schema?.enum ?? null).toEqual(values);
    expect(schema?.default ?? null).toEqual(fallback);
    const bounds = type === 'text' ? [schema?.minLength, schema?.maxLength] : [schema?.minimum, schema?.maximum];
    expect(bounds.map((bound) => bound ?? null)).toEqual([min, max]);
  }
});

describe('responses match the schemas of the document', () => {
  test('every query, by row and by column, and each line of its export', async () => {
    for (const path of Object.keys(document.paths)) {
      if (!isQuery(path)) continue;
      const validate = schemaOf(path, 'get', '200', 'application/json');
      expectValid(validate, await gateway.json(path));
      expectValid(validate, await gateway.json(`${path}?_shape=columns`));
      const place = pointer(
        'paths',
        path,
        'get',
        'responses',
        '200',
        'content',
        'application/x-ndjson; charset=utf-8',
        'schema',
        'contentSchema',
      );
      const line = ajv.getSchema(`document#/${place}`);
      const lines = await (await gateway.request(`${path}?_format=ndjson`)).text();
      for (const text of lines.split('\n').filter(Boolean).slice(0, 100)) expectValid(line!, JSON.parse(text));
    }
  });

  test('no schema accepts arbitrary values', async () => {
    const validate = schemaOf('/api/queries/total-users', 'get', '200', 'application/json');
    const result = await gateway.json<object>('/api/queries/total-users');
    for (const wrong of [
      { rows: [['2013', 1]] },
      { rows: [[true]] },
      { query: 'other' },
      { truncated: 'no' },
      { more: 1 },
    ]) {
      expect(validate({ ...result, ...wrong })).toBe(false);
    }
    const { rowCount, ...less } = result as { rowCount: number };
    expect([rowCount, validate(less)]).toEqual([1, false]);
  });

  test('explanations, with and without SQL, and the freshness of the tables', async () => {
    const validate = schemaOf('/api/queries/{name}/explain', 'get', '200', 'application/json');
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*', pii: true })}` };
    for (const { name } of queries) {
      expectValid(validate, await gateway.json(`/api/queries/${name}/explain`));
      expectValid(validate, await gateway.json(`/api/queries/${name}/explain`, { headers }));
    }
    expectValid(schemaOf('/api/freshness', 'get', '200', 'application/json'), await gateway.json('/api/freshness'));
  });

  test('the catalogue, the schema, a batch with every kind of entry, oEmbed', async () => {
    const at = (path: string, method = 'get') => schemaOf(path, method, '200', 'application/json');
    expectValid(at('/api/queries'), await gateway.json('/api/queries'));
    expectValid(at('/api/schema'), await gateway.json('/api/schema'));
    expectValid(at('/oembed'), await gateway.json('/oembed?url=http://localhost/embed/letz-metric'));
    const entry = { name: 'total-users', params: { as_of: '2026-11-24T12:00:00Z' } };
    const first = (await (await gateway.batch([entry])).json()) as { results: { etag: string }[] };
    const body = { queries: [entry, { ...entry, etag: first.results[0]?.etag }, { name: 'nobody' }] };
    expectValid(ajv.getSchema('document#/components/schemas/BatchRequest')!, body);
    const answer = await (await gateway.batch(body.queries)).json();
    expect(answer).toMatchObject({ results: [{ rowCount: 1 }, { notModified: true }, { code: 'unknown-query' }] });
    expectValid(at('/api/batch', 'post'), answer);
  });

  test.each([
    ['/api/queries/active-users?days=0', 'get', '400'],
    ['/api/queries/active-users', 'get', '401', { Authorization: 'Bearer garbage' }],
    ['/api/queries/active-users', 'get', '403', { Host: 'evil.example.org' }],
    ['/api/batch', 'post', '400'],
    ['/api/schema', 'get', '401', { Authorization: 'Basic garbage' }],
  ] as [string, string, string, Record<string, string>?][])(
    'a problem of %s by %s: %s',
    async (url, method, status, headers = {}) => {
      const [path = ''] = url.split('?');
      const response = await gateway.request(url, { method: method.toUpperCase(), headers });
      expect(String(response.status)).toBe(status);
      expectValid(schemaOf(path, method, status, 'application/problem+json'), await response.json());
    },
  );
});
