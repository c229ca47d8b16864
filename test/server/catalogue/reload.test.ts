import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { querySources } from '../../../server/catalogue/query-sources.ts';
import { type QueryWatch, watchQueries } from '../../../server/catalogue/reload.ts';
import type { Result } from '../../../server/contract/result.ts';
import { ProblemError } from '../../../server/shared/problems.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const SERVER = join(import.meta.dirname, '../../../server');
const number = (n: number) => `-- A number\n-- @column n integer A number\nselect ${n} as n`;

interface LogLine {
  msg: string;
  file?: string;
  line?: number;
}

let database: TestDatabase;
let gateway: TestGateway;
let watcher: QueryWatch;
let folder: string;
const logged: LogLine[] = [];
const log = new EventEmitter();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-reload-'));
  await write('first', number(1));
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  gateway = await openTestGateway(database.url, { own: true, env: { QUERIES_DIR: folder } });
  const sink = {
    write(text: string) {
      logged.push(JSON.parse(text) as LogLine);
      log.emit('line');
    },
  };
  watcher = watchQueries(querySources(gateway.gateway.config, SERVER), gateway.gateway, pino({}, sink));
});
afterAll(async () => {
  watcher.close();
  await gateway.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);
const pathOf = (name: string) => relative('', join(folder, `${name}.sql`));

/** Runs `change` and waits for the log line that `isThere` finds. */
async function after<T>(change: () => Promise<void>, isThere: (lines: LogLine[]) => T | undefined): Promise<T> {
  const from = logged.length;
  await change();
  for (;;) {
    const found = isThere(logged.slice(from));
    if (found !== undefined) return found;
    await once(log, 'line');
  }
}

const reloaded = (lines: LogLine[]) => lines.find(({ msg }) => msg === 'queries reloaded');
const failed = (lines: LogLine[]) => lines.find(({ msg }) => msg === 'queries were not reloaded');
const complaint = (name: string) => (lines: LogLine[]) =>
  reloaded(lines) && lines.find(({ file }) => file === pathOf(name));

/** The first value of the query's row; undefined where there is no such query. */
async function answer(name: string): Promise<unknown> {
  const response = await gateway.request(`/api/queries/${name}`);
  return response.status === 404 ? undefined : ((await response.json()) as Result).rows[0]?.[0];
}

/** Waits until a query has this answer; one change may cause one reload or two. */
async function until(name: string, value: unknown): Promise<void> {
  for (;;) {
    const seen = logged.length;
    if ((await answer(name)) === value) return;
    if (logged.length === seen) await once(log, 'line');
  }
}

test('files that are added, changed and deleted', async () => {
  expect([await answer('first'), await answer('second')]).toEqual([1, undefined]);
  await after(() => write('second', number(2)), reloaded);
  expect([await answer('first'), await answer('second')]).toEqual([1, 2]);
  await after(() => write('second', number(3)), reloaded);
  expect(await answer('second')).toBe(3);
  await after(() => rm(join(folder, 'second.sql')), reloaded);
  expect([await answer('first'), await answer('second'), await answer('total-users')]).toEqual([1, undefined, 0]);
});

test('a file that an editor writes under another name and renames', async () => {
  await after(async () => {
    await writeFile(join(folder, '.third.sql.swp'), number(3));
    await rename(join(folder, '.third.sql.swp'), join(folder, 'third.sql'));
  }, reloaded);
  expect(await answer('third')).toBe(3);
});

test.each([
  ['a header that is wrong', '-- A number\n-- @column n\nselect 2 as n', 2, /@column: the type of n must be one of/],
  ['SQL that is wrong', '-- A number\n-- @column n integer A number\n\nselect from where', 4, /syntax error/],
  ['a column that is missing', '-- A number\n-- @column m integer A number\nselect 2 as n', 2, /declared as m/],
  ['nothing in it', '', 1, /the first line must be the title/],
])(
  'a mistake in a file keeps the previous version and is logged with file and line: %s',
  async (_, text, line, reason) => {
    const problem = await after(() => write('first', text), complaint('first'));
    expect(problem).toMatchObject({ level: 50, line, msg: expect.stringMatching(reason) });
    expect(problem.msg.startsWith(`${pathOf('first')}:${line}: `)).toBe(true);
    expect([await answer('first'), await answer('total-users')]).toEqual([1, 0]);

    await after(() => write('first', number(10)), reloaded);
    expect(await answer('first')).toBe(10);
    await after(() => write('first', number(1)), reloaded);
  },
);

test('a new file with a mistake is left out', async () => {
  await after(() => write('broken', 'select 1'), complaint('broken'));
  expect([await answer('broken'), await answer('first')]).toEqual([undefined, 1]);
  await after(() => rm(join(folder, 'broken.sql')), reloaded);
});

test('a file of the same name replaces a shipped query until it is deleted', async () => {
  await after(() => write('total-users', number(99)), reloaded);
  expect(await answer('total-users')).toBe(99);
  await after(() => write('total-users', 'broken'), complaint('total-users'));
  expect(await answer('total-users')).toBe(99);
  await after(() => rm(join(folder, 'total-users.sql')), reloaded);
  expect(await answer('total-users')).toBe(0);
});

test('models/ may be created later; its files are read, and a mistake in one keeps the previous version', async () => {
  const model = (text: string) => writeFile(join(folder, 'models', 'numbers.sql'), `-- Numbers\n${text}`);
  await after(async () => {
    await mkdir(join(folder, 'models'));
    await model('select 5 as n');
    await write('uses', '-- Uses\n-- @use numbers\n-- @column n integer N\nselect n from numbers');
  }, reloaded);
  await until('uses', 5);
  await after(() => model('select 6 as n'), reloaded);
  await until('uses', 6);
  await after(() => model('select nothing as n'), complaint('models/numbers'));
  expect(await answer('uses')).toBe(6);
  await after(() => model('select 7 as n'), reloaded);
  await until('uses', 7);
  await rm(join(folder, 'models'), { recursive: true });
  await after(() => rm(join(folder, 'uses.sql')), reloaded);
});

test('a query that becomes @pii is denied to tokens without pii', async () => {
  const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['first'] })}` };
  const status = async () => (await gateway.request('/api/queries/first', { headers })).status;
  expect(await status()).toBe(200);
  await after(() => write('first', number(1).replace('\n', '\n-- @pii\n')), reloaded);
  expect(await status()).toBe(403);
});

test('a change while the database is down is loaded when it is up again', async () => {
  const { database } = gateway.gateway;
  const { read } = database;
  database.read = () => Promise.reject(new ProblemError('database-unavailable', 'It is away.'));
  const why = await after(() => write('first', number(30)), failed);
  expect(why).toMatchObject({ level: 50, reason: 'database-unavailable' });
  database.read = read;
  await after(async () => {}, reloaded);
  expect(await answer('first')).toBe(30);
  await after(() => write('first', number(1)), reloaded);
});

test('rollups that are installed and dropped while the gateway runs', async () => {
  const source = async () => {
    const response = await gateway.request(`/api/queries/retention?as_of=${new Date().toISOString()}`);
    return ((await response.json()) as Result).source;
  };
  const logs = (text: string) => (lines: LogLine[]) => lines.find(({ msg }) => msg === text);
  const before = await source();
  await database.query(await readFile('server/rollups.sql', 'utf8'));
  await database.query('call letz_rollup.refresh()');
  await after(() => watcher.recheck(), logs('rollups are in use'));
  expect([before, await source()]).toEqual([undefined, 'rollup']);
  await database.query('drop schema letz_rollup cascade');
  await after(() => watcher.recheck(), logs('rollups are not in use any more'));
  expect(await source()).toBeUndefined();
});

test('the queries of a removed folder stay', async () => {
  await after(
    () => rename(folder, `${folder}-away`),
    (lines) => lines.find(({ msg }) => msg.includes('the folder cannot be read')),
  );
  expect([await answer('third'), await answer('total-users')]).toEqual([3, 0]);
  await rename(`${folder}-away`, folder);
});

describe('a replaced folder', () => {
  test.each(['renamed', 'made anew', 'by a link'])('is read and watched: %s', async (way) => {
    const next = `${folder}-next`;
    await mkdir(next);
    await writeFile(join(next, 'first.sql'), number(20));
    if (way === 'made anew') {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await write('first', number(20));
    } else {
      await rename(folder, `${folder}-${way}`);
      if (way === 'renamed') await rename(next, folder);
      else await symlink(next, folder);
    }
    await until('first', 20);
    await after(() => write('second', number(21)), reloaded);
    await until('second', 21);
    await write('first', number(22));
    await until('first', 22);
    for (const rest of [`${folder}-${way}`, next]) await rm(rest, { recursive: true, force: true });
  });
});
