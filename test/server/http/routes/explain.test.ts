import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../../../server/contract/explanation.ts';
import type { Problem } from '../../../../server/contract/problem.ts';
import type { TestGateway } from '../../../support/gateway.ts';
import { useGateways } from '../../../support/use-gateways.ts';

const AS_OF = '2026-11-24T12:00:00Z';

const models = {
  stored: '-- Stored rows\n-- @count Rows: stored\nselect n from generate_series(1, 10) as n',
  even: '-- Even numbers\n-- @use stored\n-- @count Even rows, as 2: even\nselect n from stored where n % 2 = 0',
};
const queries = {
  above: `-- Numbers above a bound
-- How many even numbers
-- are above it.
-- @param least integer = 2 [0..100] The bound
-- @param note text = null [0..100] Any text
-- @use even
-- @column numbers integer [count] The numbers
-- @count Above the bound: even, params where n > params.least
select count(*) as numbers from even, params where n > params.least and (params.note is null or params.note <> '')`,
  personal: '-- Personal\n-- @column one integer One\n-- @pii\nselect 1 as one',
};

const gateways = useGateways({ queries, models });

describe('an explanation', () => {
  let gateway: TestGateway;
  let explain: (search?: string, init?: RequestInit) => Promise<Explanation>;
  beforeAll(async () => {
    gateway = await gateways.open();
    explain = (search = '', init) => gateway.json(`/api/queries/above/explain?as_of=${AS_OF}${search}`, init);
  });

  test('has what the file says, the parameters used, and the steps of models and query in order', async () => {
    const { sql, file, ...rest } = await explain('&least=4');
    expect(rest).toEqual({
      query: 'above',
      title: 'Numbers above a bound',
      description: 'How many even numbers are above it.',
      params: { as_of: AS_OF, least: 4, note: null },
      counts: [
        { label: 'Rows', rows: 10 },
        { label: 'Even rows, as 2', rows: 5 },
        { label: 'Above the bound', rows: 3 },
      ],
    });
    expect(sql).toContain("'4'::integer as least, null::text as note");
    expect(file.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has the SQL as one statement, whatever the text of a parameter', async () => {
    for (const note of ["it's", "a\\'; drop table users; --", 'E\\', '$1 $$', '/* -- "x"']) {
      const { sql = '' } = await explain(`&note=${encodeURIComponent(note)}`);
      for (const setting of ['on', 'off']) {
        await gateways.database.query(`set standard_conforming_strings = ${setting}`);
        expect(
          await gateways.database.query(sql.replace('select * from (', 'select note as numbers from params, (')),
        ).toEqual([{ numbers: note }]);
      }
    }
  });

  test('has no SQL for a token without explain: true', async () => {
    for (const claims of [{ queries: ['above'] }, { queries: '*', schema: true }] as const) {
      const token = await gateway.token({ ...claims, queries: claims.queries === '*' ? '*' : [...claims.queries] });
      expect(await explain('', { headers: { Authorization: `Bearer ${token}` } })).not.toHaveProperty('sql');
    }
  });

  test('uses the locked values of a token', async () => {
    const token = await gateway.token({ queries: ['above'], params: { least: 8 }, explain: true });
    const { params, counts, sql } = await explain('', { headers: { Authorization: `Bearer ${token}` } });
    expect([params.least, counts.at(-1)?.rows, sql?.includes("'8'::integer")]).toEqual([8, 1, true]);
  });

  test('is not kept by caches if the query shows personal data', async () => {
    const response = await gateway.request('/api/queries/personal/explain');
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  });

  test.each([
    ['/api/queries/above/explain?least=-1', 400, 'invalid-parameter'],
    ['/api/queries/above/explain?_format=csv', 400, 'invalid-parameter'],
    ['/api/queries/nobody/explain', 404, 'unknown-query'],
  ])('fails as the query does: %s', async (path, status, code) => {
    const response = await gateway.request(path);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});

test('the file of a shipped query: SHA-256 of its content, and when it changed', async () => {
  const gateway = await gateways.open({ own: true });
  const { file } = await gateway.json<Explanation>('/api/queries/total-users/explain');
  const path = 'server/queries/total-users.sql';
  expect(file).toEqual({
    hash: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
    changedAt: (await stat(path)).mtime.toISOString(),
  });
});

test('the steps of equal requests are counted once', async () => {
  const gateway = await gateways.open();
  const path = `/api/queries/above/explain?as_of=${AS_OF}`;
  const all = await Promise.all([1, 2, 3].map(() => gateway.json<Explanation>(path)));
  expect(all[2]).toEqual(all[0]);
  expect(gateway.gateway.counts.usage.entries).toBe(1);
});

test.each([
  ['-- @count Rows', 'takes a label, a colon and what follows FROM, not "Rows"'],
  ['-- @count Rows: nothing_of_the_kind', 'relation "nothing_of_the_kind" does not exist'],
  ['-- @source 1a', 'takes the name of a table and the expression of its stamp'],
  ['-- @source nothing_of_the_kind created_at', 'relation "nothing_of_the_kind" does not exist'],
  ['-- @source users nothing_of_the_kind', 'column "nothing_of_the_kind" does not exist'],
])('a mistake is reported with its line: %s', async (tag, reason) => {
  const broken = `-- Broken\n-- @column one integer One\n${tag}\nselect 1 as one`;
  const opening = gateways.open({ queries: { broken }, env: { SHIPPED_QUERIES: 'broken' } });
  await expect(opening).rejects.toThrow(/broken\.sql:3: /);
  await expect(opening).rejects.toThrow(reason);
});
