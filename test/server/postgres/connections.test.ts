// Connections as cloud providers and ORMs describe them, and databases with unusual settings.
import { execFileSync } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Catalogue } from '../../../server/contract/query.ts';
import { generateDemoData } from '../../../server/embedded/demo-data/generate.ts';
import { createTables, insertRows } from '../../../server/embedded/demo-data/load.ts';
import { openDatabase } from '../../../server/postgres/pool.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../../support/postgres-binaries.ts';

const NAME = databaseNames().at(-1) ?? 'packaged';

/** Runs one statement over the gateway's pool and returns the first value. */
async function read(url: string, sql: string): Promise<string | null | undefined> {
  const limits = { acquireTimeoutMs: 5_000, maxWaiting: 10, statementTimeoutMs: 10_000, maxBytes: 1_000_000 };
  const database = openDatabase({ url, poolSize: 1, ...limits, canCancel: true, onError: () => undefined });
  try {
    const { rows } = await database.read((transaction) => transaction.query(sql, []));
    return rows[0]?.[0];
  } finally {
    await database.close();
  }
}

const usesTls = (url: string) => read(url, 'select ssl::text from pg_stat_ssl where pid = pg_backend_pid()');
const causeOf = async (url: string) => {
  const error = await usesTls(url).then(
    () => undefined,
    (error: Error) => error,
  );
  return String((error?.cause as Error | undefined)?.message);
};

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasOpenssl())('TLS', () => {
  let folder: string;
  let server: Postgres;
  /** A URL of the server, by host name. */
  const url = (search: string, host = 'localhost') => `${server.url.replace('127.0.0.1', host)}${search}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letz-tls-'));
    for (const name of ['server', 'other']) {
      const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject];
      execFileSync('openssl', args, { stdio: 'ignore' });
    }
    if (process.getuid?.() === 0) {
      const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
      for (const path of ['', 'server.key', 'server.pem']) await chown(join(folder, path), id('-u'), id('-g'));
    }
    const machine = findMachineBinaries();
    const settings = { ssl: 'on', ssl_cert_file: join(folder, 'server.pem'), ssl_key_file: join(folder, 'server.key') };
    server = await startPostgres({ bin: machine ?? (await findPackagedBinaries()), copy: !machine, settings });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['?sslmode=disable', 'false'],
    ['?sslmode=allow', 'false'],
    ['?sslmode=prefer', 'true'],
    ['?sslmode=require', 'true'],
  ])('%s', async (search, expected) => {
    expect(await usesTls(url(search))).toBe(expected);
  });

  test('verify-ca and verify-full accept the server with its root certificate', async () => {
    const root = `sslrootcert=${join(folder, 'server.pem')}`;
    expect(await usesTls(url(`?sslmode=verify-ca&${root}`))).toBe('true');
    expect(await usesTls(url(`?sslmode=verify-full&${root}`))).toBe('true');
  });

  test('verify-full refuses another host name, verify-ca does not', async () => {
    const root = `sslrootcert=${join(folder, 'server.pem')}`;
    expect(await usesTls(url(`?sslmode=verify-ca&${root}`, '127.0.0.1'))).toBe('true');
    expect(await causeOf(url(`?sslmode=verify-full&${root}`, '127.0.0.1'))).toMatch(/altnames|IP/i);
  });

  test.each(['require', 'verify-ca', 'verify-full'])(
    '%s refuses a server with another root certificate',
    async (mode) => {
      expect(await causeOf(url(`?sslmode=${mode}&sslrootcert=${join(folder, 'other.pem')}`))).toMatch(
        /certificate|signed/,
      );
    },
  );

  test('verify-full without a root certificate refuses a self-signed one', async () => {
    expect(await causeOf(url('?sslmode=verify-full'))).toMatch(/self-signed|self signed/);
  });

  test('a server that requires TLS gets it without sslmode', async () => {
    const hba = 'hostssl all all all scram-sha-256\n';
    await writeFile(join(server.data, 'pg_hba.conf'), hba);
    await read(url('?sslmode=require'), 'select pg_reload_conf()::text');
    const reloaded = 'select (count(*) = 1)::text from pg_hba_file_rules';
    expect(await read(url('?sslmode=require'), reloaded)).toBe('true');
    for (const search of ['', '?sslmode=allow', '?sslmode=prefer']) expect(await usesTls(url(search))).toBe('true');
    expect(await causeOf(url('?sslmode=disable'))).toMatch(/pg_hba\.conf|no encryption|SSL off/);
  });
});

describe('addresses', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(NAME);
  });
  afterAll(() => database.drop());
  const withHost = (hosts: string) => database.url.replace(/@[^/]*\//, `@${hosts}/`);
  const address = () => /@([^/]*)\//.exec(database.url)?.[1];

  test('of several hosts the first that answers', async () => {
    expect(await read(withHost(`127.0.0.1:1,${address()}`), 'select 1::text')).toBe('1');
    expect(await read(withHost(`${address()},127.0.0.1:1`), 'select 1::text')).toBe('1');
  });

  test('none that answers: the first error', async () => {
    expect(await causeOf(withHost('127.0.0.1:1,127.0.0.1:2'))).toMatch(/ECONNREFUSED 127\.0\.0\.1:1/);
  });

  test('a server without TLS: prefer connects without, require is an error', async () => {
    expect(await usesTls(`${database.url}?sslmode=prefer`)).toBe('false');
    expect(await causeOf(`${database.url}?sslmode=require`)).toMatch(/does not support SSL/);
  });

  test('a wrong password is an error at once', async () => {
    expect(await causeOf(database.url.replace(/:[^:@/]*@/, ':wrong@'))).toMatch(/password/);
  });

  test.each(['schema=my%20app', 'options=-csearch_path%3D%22my%5C%20app%22'])(
    'tables in another schema: %s',
    async (search) => {
      await database.query('create schema if not exists "my app"; create table if not exists "my app".things (id int)');
      expect(await read(`${database.url}?${search}`, 'select count(*)::text from things')).toBe('0');
    },
  );
});

describe('row-level security', () => {
  let database: TestDatabase;
  const role = `filtered_${process.pid}`;
  const url = () => Object.assign(new URL(database.url), { username: role, password: 'pw' }).href;

  beforeAll(async () => {
    database = await createDatabase(NAME);
    await database.query(`create role ${role} login password 'pw'`);
    await database.query(`grant select on all tables in schema public to ${role}`);
    await database.query('alter table users enable row level security');
  });
  afterAll(async () => {
    await database.query(`drop owned by ${role}`);
    await database.query(`drop role ${role}`);
    await database.drop();
  });

  test('is an error that names the table, not a zero', async () => {
    const gateway = await openTestGateway(url(), { own: true });
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    expect(queries.find(({ name }) => name === 'total-users')?.unavailable).toMatch(
      /row-level security policy for table "users" \(ROW_SECURITY=on accepts/,
    );
    expect(queries.find(({ name }) => name === 'user-messages')?.unavailable).toBeUndefined();
    await gateway.close();
  });

  test('is accepted with ROW_SECURITY=on', async () => {
    const gateway = await openTestGateway(url(), { own: true, env: { ROW_SECURITY: 'on' } });
    expect(await gateway.json('/api/queries/total-users')).toMatchObject({ rows: [[0]] });
    await gateway.close();
  });
});

/** The packaged server's default locale is one of ICU, which lacks some encodings. */
const C_LOCALE = `${NAME === 'packaged' ? 'locale_provider libc ' : ''}locale 'C' template template0`;

describe.each([
  ['LATIN1', `encoding 'LATIN1' ${C_LOCALE}`, ''],
  ['SQL_ASCII', `encoding 'SQL_ASCII' ${C_LOCALE}`, ''],
  ['standard_conforming_strings=off', '', 'set standard_conforming_strings = off'],
])('a database with %s', (_, options, setting) => {
  const name = `odd_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const server = inject('databases').find(({ name }) => name === NAME)?.url ?? '';
  const url = () => Object.assign(new URL(server), { pathname: name }).href;
  const execute = async (url: string, use: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client(url);
    await client.connect();
    await use(client).finally(() => client.end());
  };

  beforeAll(async () => {
    await execute(server, (client) => client.query(`create database ${name} ${options}`));
    if (setting) await execute(server, (client) => client.query(`alter database ${name} ${setting}`));
    const tables = generateDemoData(new Date('2026-11-24T12:00:00Z'));
    const isLatin = (row: object) => [...JSON.stringify(row)].every((letter) => letter <= 'ÿ');
    await execute(url(), async (client) => {
      await createTables((sql) => client.query(sql));
      await insertRows((sql, values) => client.query(sql, values), {
        users: tables.users.filter(isLatin).slice(0, 300),
        messages: tables.messages.filter(isLatin).slice(0, 2_000),
        events: tables.events.filter(isLatin).slice(0, 1_000),
        user_activities: tables.user_activities.filter(isLatin).slice(0, 500),
        milestones: tables.milestones,
        user_milestones: tables.user_milestones.slice(0, 500),
      });
    });
  });
  afterAll(() => execute(server, (client) => client.query(`drop database ${name} with (force)`)));

  test('runs all shipped queries', async () => {
    const gateway = await openTestGateway(url(), { own: true });
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    expect(queries.flatMap(({ name, unavailable }) => (unavailable ? [`${name}: ${unavailable}`] : []))).toEqual([]);
    const response = await gateway.batch(queries.map(({ name }) => ({ name })));
    const { results } = (await response.json()) as { results: { code?: string; query: string; rows?: unknown[] }[] };
    expect(results.filter(({ code }) => code)).toEqual([]);
    expect(results).toHaveLength(22);
    const search = await gateway.json<{ rows: unknown[] }>('/api/queries/user-directory?search=ana');
    expect(search.rows?.length).toBeGreaterThan(0);
    await gateway.close();
  });
});
