import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDemoData } from '../../demo/data/generate.ts';
import { runCommand, withFolder } from '../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(generateDemoData(new Date('2026-11-24T12:00:00Z')));
});
afterAll(() => database.drop());

const check = (args: string[] = [], env: Record<string, string> = {}, cwd?: string) =>
  runCommand('check-queries-command', { args, env: { DATABASE_URL: database.url, ...env }, ...(cwd && { cwd }) });

test('times every query, those in QUERIES_DIR too', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'mine.sql'), '-- Mine\n-- @column n integer A number\nselect 1 as n');
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBe(22);
    for (const line of lines) expect(line).toMatch(/^[a-z][a-z0-9-]* +[\d.]+ ms$/);
    expect(lines.some((line) => line.startsWith('mine '))).toBe(true);
  });
});

test('shows how the database runs the ones that are named, with the parameters that are given', async () => {
  const { code, stdout } = await check(['active-users', 'user-directory', '--param', 'days=3', '--param', 'limit=5']);
  expect(code).toBe(0);
  const [first = '', second = ''] = stdout.split('\nuser-directory\n');
  expect(first).toMatch(/^active-users\n.*cost=.*actual/);
  expect(first).toMatch(/Execution Time: [\d.]+ ms/);
  expect(second).toMatch(/Limit .*rows=5/);
});

test('a broken file: where and why, and a code that stops a build', async () => {
  await withFolder(async (folder) => {
    await writeFile(
      join(folder, 'unused.sql'),
      '-- Unused\n-- @param days integer = 7 Days\n-- @column n integer N\nselect 1 as n',
    );
    await writeFile(join(folder, 'wrong.sql'), '-- Wrong\n-- @column n text N\nselect 1 as n');
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder }, folder);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n').sort()).toEqual([
      'unused.sql:2: the parameter days is declared but not used',
      'wrong.sql:2: n is declared as text, but the SELECT gives another type',
    ]);
  });
});

test.each([
  [['nobody'], {}, /^No query has this name/],
  [['active-users', '--param', 'days'], {}, /^--param takes NAME=VALUE, not "days"/],
  [['active-users', '--param', 'days=0'], {}, /^days must lie between 1 and 3650/],
  [['--nothing'], {}, /^Unknown option '--nothing'/],
  [[], { DATABASE_URL: 'postgres://127.0.0.1:1/letz' }, /^The database cannot be reached/],
])('%j %j is said to be wrong', async (args, env, message) => {
  const { code, stderr } = await check(args, env);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
