import { afterAll, beforeAll, describe } from 'vitest';
import { Cache } from '../../../server/answers/cache.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createTables, insertRows } from '../../../server/embedded/demo-data/load.ts';
import type { Tables } from '../../../server/embedded/demo-data/tables.ts';
import { createDatabase, type DatabaseName, type DatabaseOptions, databaseNames } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';
import type { QueryParams } from './naive/query.ts';

export interface Question {
  name: string;
  asked: QueryParams & { as_of?: string };
}

/** Gateway with the shipped queries on a database of its own. */
export interface QueryFixture {
  /** Replaces all rows and clears the cache. */
  setRows(tables: Partial<Tables>): Promise<void>;
  /** Creates the six tables anew with these rows, then runs statements that alter them. */
  createTables(tables: Partial<Tables>, statements: readonly string[]): Promise<void>;
  /** Rows of a query, requested by URL. */
  rows(name: string, asked?: Question['asked']): Promise<unknown[][]>;
  /** Results of many queries, requested as a batch. */
  results(questions: Question[]): Promise<Result[]>;
  /** Connection string of the database. */
  url: string;
  request(path: string): Promise<Response>;
  query<Row extends object>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** Registers tests for every database. The fixture is open while they run. */
export function onEveryDatabase(tests: (fixture: () => QueryFixture) => void): void {
  describe.each(databaseNames())('on %s', (name) => {
    let fixture: QueryFixture;
    beforeAll(async () => {
      fixture = await openFixture(name);
    });
    afterAll(() => fixture.close());
    tests(() => fixture);
  });
}

export async function openFixture(name: DatabaseName, options: DatabaseOptions = {}): Promise<QueryFixture> {
  const database = await createDatabase(name, options);
  const opened = await openTestGateway(database.url, { own: true, embedded: name === 'embedded' });
  const { gateway } = opened;
  const clearCache = () => {
    gateway.cache = new Cache({ maxSize: 1_000_000, sizeOf: ({ body }) => body.length });
    gateway.counts = new Cache({ maxSize: 1_000_000, sizeOf: () => 0 });
  };
  return {
    async setRows(tables) {
      await database.setRows(tables);
      clearCache();
    },
    async createTables(tables, statements) {
      await database.query('drop table users, messages, events, user_activities, milestones, user_milestones');
      await createTables(database.query);
      await insertRows(database.query, tables);
      for (const statement of statements) await database.query(statement);
      clearCache();
    },
    async rows(query, asked = {}) {
      const search = new URLSearchParams();
      for (const [param, value] of Object.entries(asked)) search.set(param, String(value));
      const result = await opened.json<Result | Problem>(`/api/queries/${query}?${search}`);
      if (!('rows' in result)) throw new Error(`${query}: ${JSON.stringify(result)}`);
      return result.rows;
    },
    async results(questions) {
      const response = await opened.batch(questions.map(({ name, asked }) => ({ name, params: asked })));
      return ((await response.json()) as { results: Result[] }).results;
    },
    url: database.url,
    request: opened.request,
    query: (sql) => database.query(sql),
    async close() {
      await opened.close();
      await database.drop();
    },
  };
}
