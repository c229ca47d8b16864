import fc from 'fast-check';
import type { Catalogue, QueryDescription } from '../../server/contract/query.ts';
import { generateDemoData } from '../../server/embedded/demo-data/generate.ts';
import { batchBody, searchOf } from './arbitraries.ts';
import { checkAnswer, checkBatch } from './check-answer.ts';
import { createDatabase, databaseNames } from './databases.ts';
import { openTestGateway, type TestGateway } from './gateway.ts';

export interface Fuzzing {
  gateway: TestGateway;
  queries: QueryDescription[];
  /** Sends that many random requests for the query. @returns the number of results among the answers */
  fuzzQuery(query: QueryDescription, runs: number): Promise<number>;
  fuzzBatch(runs: number): Promise<void>;
  close(): Promise<void>;
}

/** The shipped queries on a small set of demo data: rows of all kinds, short runtimes. */
export async function openFuzzing(): Promise<Fuzzing> {
  const database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  const { users, messages, ...rest } = generateDemoData(new Date('2026-11-24T00:00:00Z'));
  await database.setRows({ ...rest, users: users.slice(0, 150), messages: messages.slice(-3000) });
  await database.query('analyze');
  const gateway = await openTestGateway(database.url, { own: true, env: { LOG_LEVEL: 'silent', MAX_ROWS: '50' } });
  const token = await gateway.token({ queries: '*', pii: true, expiresIn: 36_000 });
  const headers = { Authorization: `Bearer ${token}` };
  const { queries } = await gateway.json<Catalogue>('/api/queries');

  return {
    gateway,
    queries,
    async fuzzQuery(query, runs) {
      let results = 0;
      const ask = async (search: string) => {
        const response = await gateway.request(`/api/queries/${query.name}?${search}`, { headers });
        if ((await checkAnswer(response, queries)) === 'result') results += 1;
      };
      await fc.assert(fc.asyncProperty(searchOf(query), ask), { numRuns: runs });
      return results;
    },
    async fuzzBatch(runs) {
      const ask = async (body: string) => {
        const response = await gateway.request('/api/batch', { method: 'POST', body, headers });
        await checkBatch(response, body, queries);
      };
      await fc.assert(fc.asyncProperty(batchBody(queries), ask), { numRuns: runs });
    },
    async close() {
      await gateway.close();
      await database.drop();
    },
  };
}
