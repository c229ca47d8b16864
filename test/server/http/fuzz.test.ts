import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fuzzing, openFuzzing } from '../../support/fuzzing.ts';

// A small run of `npm run fuzz`.
let fuzzing: Fuzzing;

beforeAll(async () => {
  fuzzing = await openFuzzing();
});
afterAll(() => fuzzing.close());

test('any request for a query is answered with a complete result or a problem of the request', async () => {
  for (const query of fuzzing.queries) await fuzzing.fuzzQuery(query, 12);
});

test('each entry of any batch is a complete result or a problem of the request', async () => {
  await fuzzing.fuzzBatch(40);
});

test('no answer was an internal error, and no connection is leaked', async () => {
  expect(fuzzing.gateway.log()).not.toContain('"level":50');
  await expect.poll(() => fuzzing.gateway.gateway.database.pool).toMatchObject({ waiting: 0 });
});
