import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createTables, insertRows } from '../../server/embedded/demo-data/load.ts';
import type { Tables } from '../../server/embedded/demo-data/tables.ts';
import { startEmbedded } from '../../server/embedded/embedded-database.ts';

/** Embedded PGlite; the installed PostgreSQL, if there is one; PostgreSQL 18 of the npm package. */
export type DatabaseName = 'embedded' | 'machine' | 'packaged';

declare module 'vitest' {
  interface ProvidedContext {
    /** URLs of the servers; null for the embedded database, of which each `createDatabase` starts a new one. */
    databases: { name: DatabaseName; url: string | null }[];
  }
}

/** Database of one test file. */
export interface TestDatabase {
  url: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Replaces all rows of the six tables. They have no foreign keys. */
  setRows(tables: Partial<Tables>): Promise<void>;
  /** Closes the connection and drops the database. */
  drop(): Promise<void>;
}

/** The databases that the tests run on: `describe.each(databaseNames())('on %s', (name) => …)`. */
export function databaseNames(): DatabaseName[] {
  return inject('databases').map(({ name }) => name);
}

export interface DatabaseOptions {
  /** True for a database without the six tables. */
  bare?: boolean;
  /** ICU locale of the database; servers only. */
  language?: string;
}

/** Creates a database with the six tables, empty. */
export async function createDatabase(name: DatabaseName, options: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('databases').find((database) => database.name === name);
  if (!server) throw new Error(`This run has no database "${name}".`);
  const { url, drop } = server.url ? await createOnServer(server.url, options) : await createEmbedded();
  const client = new pg.Client(url);
  await client.connect();
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await client.query<Row>(sql, values)).rows;
  if (!options.bare) await createTables(query);
  return {
    url,
    query,
    async setRows(tables) {
      await query('truncate users, messages, events, user_activities, milestones, user_milestones');
      await insertRows(query, tables);
    },
    async drop() {
      await client.end();
      await drop();
    },
  };
}

async function createEmbedded(): Promise<{ url: string; drop(): Promise<void> }> {
  const { url, stop } = await startEmbedded();
  return { url, drop: stop };
}

async function createOnServer(
  server: string,
  { language }: DatabaseOptions,
): Promise<{ url: string; drop(): Promise<void> }> {
  const database = `test_${randomBytes(6).toString('hex')}`;
  const locale = language ? ` template template0 locale_provider icu icu_locale '${language}'` : '';
  await execute(server, `create database ${database}${locale}`);
  const url = new URL(server);
  url.pathname = database;
  return { url: url.href, drop: () => execute(server, `drop database ${database} with (force)`) };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
