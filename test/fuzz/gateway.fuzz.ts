import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fuzzing, openFuzzing } from '../support/fuzzing.ts';

/** Total number of inputs; a fifth of them are batches. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100_000);

let fuzzing: Fuzzing;

beforeAll(async () => {
  fuzzing = await openFuzzing();
});
afterAll(() => fuzzing.close());

test('queries', async () => {
  const runs = Math.ceil((0.8 * RUNS) / fuzzing.queries.length);
  for (const query of fuzzing.queries) {
    const begin = performance.now();
    const results = await fuzzing.fuzzQuery(query, runs);
    const seconds = Math.round((performance.now() - begin) / 1000);
    console.log(`${query.name}: ${results} results, ${runs - results} problems, ${seconds} s`);
    expect(results).toBeGreaterThan(0);
  }
});

test('batches', async () => {
  const runs = Math.ceil(0.2 * RUNS);
  await fuzzing.fuzzBatch(runs);
  console.log(`batches: ${runs}`);
  expect(fuzzing.gateway.log()).not.toContain('"level":50');
});
