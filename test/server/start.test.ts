// The gateway as a process: start, output, mistakes in settings and files.
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../server/contract/query.ts';
import { type CommandOptions, type Running, runCommand, startCommand, withFolder } from '../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;
const children: Running['child'][] = [];

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});

const settings = (env: Record<string, string> = {}) => ({ DATABASE_URL: database.url, PORT: '0', ...env });

interface Started extends Running {
  address: URL;
  token: string;
}

/** Starts the gateway and waits for its address. */
async function start({ env = {}, ...options }: CommandOptions = {}): Promise<Started> {
  const running = startCommand('main', { env: settings(env), ...options });
  children.push(running.child);
  const address = new URL((await running.said(/^http:.*\n/m)).trim());
  return { ...running, address, token: new URLSearchParams(address.hash.slice(1)).get('token') ?? '' };
}

const refused = async (env: Record<string, string>, options: CommandOptions = {}) => {
  const { code, stdout, stderr } = await runCommand('main', { env: settings(env), ...options });
  expect([code, stdout]).toEqual([1, '']);
  return stderr.trim().split('\n');
};

test('the last line on standard output is the address, on loopback with a token for everything; SIGTERM stops the process', async () => {
  const { address, token, child, ended } = await start();
  const headers = { Authorization: `Bearer ${token}` };
  const { queries } = (await (await fetch(new URL('/api/queries', address), { headers })).json()) as Catalogue;
  expect(queries.filter(({ pii }) => pii).length).toBeGreaterThan(1);
  const { exp, ...claims } = decodeJwt(token);
  expect(claims).toEqual({ aud: 'letz-gateway', queries: '*', pii: true, schema: true, explain: true });
  expect(Math.abs(Number(exp) - Date.now() / 1000 - 12 * 3600)).toBeLessThan(60);
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([0, `${address.href}\n`]);
  const log = stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(log).toMatchObject([
    { level: 40, msg: expect.stringMatching(/^the role of DATABASE_URL is a superuser: server\/reader-role\.sql/) },
    { route: '/api/queries', status: 200 },
  ]);
  expect(stderr).not.toContain(token.slice(-20));
});

test('without loopback the address has no token', async () => {
  const { address, child } = await start({ env: { HOST: '0.0.0.0', LETZ_SECRET: 'x'.repeat(32) } });
  expect([address.hostname, address.hash]).toEqual(['0.0.0.0', '']);
  child.kill('SIGKILL');
});

describe('does not start', () => {
  test('with mistakes in settings, which are reported together and by name', async () => {
    const lines = await refused({
      PORT: 'http',
      MAX_ROWS: '-1',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
      ALLOWED_ORIGINS: '*',
    });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(
      ['ALLOWED_ORIGINS', 'LETZ_SECRET', 'LOG_LEVEL', 'MAX_ROWS', 'PORT'].sort(),
    );
  });

  test('on a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) => {
      server.once('listening', () => resolve(server.address() as AddressInfo));
    });
    expect(await refused({ PORT: String(port), LOG_LEVEL: 'error' })).toEqual([
      `PORT ${port} is taken on 127.0.0.1: end what uses it, or set another PORT`,
    ]);
    server.close();
  });

  test('on an address of another machine', async () => {
    const [line] = await refused({ HOST: '192.0.2.1', LETZ_SECRET: 'x'.repeat(32), LOG_LEVEL: 'error' });
    expect(line).toMatch(/^HOST 192\.0\.2\.1 with PORT 0 does not work: .*EADDRNOTAVAIL/);
  });

  test('without its database; the message does not contain the password', async () => {
    const lines = await refused({
      DATABASE_URL: 'postgres://reader:pa55word@127.0.0.1:1/letz',
      ACQUIRE_TIMEOUT_MS: '500',
    });
    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL does not lead to a database .*ECONNREFUSED/)]);
    expect(lines[0]).not.toContain('pa55word');
  });

  test.each([
    ['/letz?sslrootcert=/nowhere/ca.pem', /^DATABASE_URL must have a sslrootcert that can be read \(ENOENT\)/],
    ['/%E0%A4%A', /^DATABASE_URL does not lead .*%E0%A4%A/],
    ['/nobodys-database', /^DATABASE_URL does not lead .*nobodys-database/],
  ])('with a DATABASE_URL that ends in %s', async (path, message) => {
    const url = database.url.replace(/\/[^/]*$/, path);
    expect(await refused({ DATABASE_URL: url })).toEqual([expect.stringMatching(message)]);
  });

  test('with mistakes in query files, which are reported with file, line and reason', async () => {
    await withFolder(async (folder) => {
      const write = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);
      await write(
        'a-header',
        '-- A header\n-- @param days whole = 7 Days\n-- @column n integer A number\nselect 1 as n',
      );
      await write('Upper', '-- Upper case\n-- @column n integer A number\nselect 1 as n');
      await write('wrong', '-- SQL\n-- @column n integer A number\nselect 1 as n from nowhere');
      const lines = await refused({ QUERIES_DIR: folder }, { cwd: folder });
      expect(lines.sort()).toEqual([
        expect.stringMatching(/^Upper\.sql:1: "Upper" is not a valid query name/),
        expect.stringMatching(/^a-header\.sql:2: @param: the type of days must be one of/),
        'wrong.sql:3: relation "nowhere" does not exist',
      ]);
    });
  });

  test('with SQL that the database refuses', async () => {
    await withFolder(async (folder) => {
      await writeFile(
        join(folder, 'wrong.sql'),
        '-- SQL\n-- @column n integer A number\n\nselect 1 as n\nfrom nowhere',
      );
      expect(await refused({ QUERIES_DIR: folder }, { cwd: folder })).toEqual([
        'wrong.sql:5: relation "nowhere" does not exist',
      ]);
    });
  });

  test('with a QUERIES_DIR that does not exist', async () => {
    expect(await refused({ QUERIES_DIR: '/nowhere' })).toEqual([
      'QUERIES_DIR must be a folder that can be read, but /nowhere is not',
    ]);
  });

  test('with a public query that does not exist or shows personal data', async () => {
    expect(await refused({ PUBLIC_QUERIES: 'total-users,nobody,user-directory' })).toEqual([
      'PUBLIC_QUERIES names nobody, but there is no such query',
      'PUBLIC_QUERIES names user-directory, which shows personal data and always needs a token',
    ]);
  });

  test('with a .env that cannot be read', async () => {
    await withFolder(async (cwd) => {
      await mkdir(join(cwd, '.env'));
      expect(await refused({}, { cwd })).toEqual(['.env cannot be read (EISDIR)']);
    });
  });
});

test('without DATABASE_URL, PG variables are reported as ignored', async () => {
  const { child, said } = await start({ env: { DATABASE_URL: '', PGHOST: 'db.example.org', PGDATABASE: 'letz' } });
  await said(/DATABASE_URL is not set: the gateway serves invented demo data and ignores PGHOST, PGDATABASE"/);
  child.kill('SIGKILL');
});

test('.env is read; the environment takes precedence', async () => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, '.env'), 'MAX_ROWS=many\nLOG_LEVEL=loud\n');
    expect(await refused({ LOG_LEVEL: 'silent' }, { cwd })).toEqual([
      'MAX_ROWS must be a whole number from 1 to 10000000',
    ]);
    await writeFile(join(cwd, '.env'), '# no token needed\nPUBLIC_QUERIES="total-users"\nPORT=1\n');
    const { address, child } = await start({ cwd });
    expect((await fetch(new URL('/api/queries/total-users', address))).status).toBe(200);
    child.kill('SIGKILL');
  });
});

test('files in QUERIES_DIR are queries, and are reloaded when they change', async () => {
  await withFolder(async (folder) => {
    const { address, said, child } = await start({ env: { QUERIES_DIR: folder, PUBLIC_QUERIES: 'total-users' } });
    await writeFile(join(folder, 'new.sql'), '-- New\n-- @column n integer A number\nselect 1 as n');
    await said(/"broken":0,"msg":"queries reloaded"/);
    expect((await fetch(new URL('/api/queries/new', address))).status).toBe(401);
    await writeFile(join(folder, 'new.sql'), 'broken');
    await said(/new\.sql:1: the first line must be the title/);
    await said(/"broken":1,"msg":"queries reloaded"/);
    expect((await fetch(new URL('/api/queries/new', address))).status).toBe(401);
    child.kill('SIGKILL');
  });
});
