import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fuzzing, openFuzzing } from '../../support/fuzzing.ts';

// A taste of what `npm run fuzz` does with a hundred thousand inputs.
let fuzzing: Fuzzing;

beforeAll(async () => {
  fuzzing = await openFuzzing();
});
afterAll(() => fuzzing.close());

test('whatever a query is asked, it answers with a whole result or a problem that the request has earned', async () => {
  for (const query of fuzzing.queries) await fuzzing.fuzzQuery(query, 12);
});

test('whatever a batch holds, each of its entries is a whole result or an earned problem', async () => {
  await fuzzing.fuzzBatch(40);
});

test('nothing was a fault of the gateway, and no connection is left behind', async () => {
  expect(fuzzing.gateway.log()).not.toContain('"level":50');
  await expect.poll(() => fuzzing.gateway.gateway.database.pool).toMatchObject({ waiting: 0 });
});
