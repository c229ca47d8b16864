import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { tables } from '../queries/rows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(
    tables({
      users: [{ waid: '55', created_at: '2025-01-01 10:00:00' }],
      messages: [{ user_id: 1, sent_at: '2025-01-02 10:00:00' }],
    }),
  );
});
afterAll(() => database.drop());

const check = () => runCommand('cli/check-rollups', { args: [], env: { DATABASE_URL: database.url } });

test('without rollups there is nothing to compare', async () => {
  const { code, stderr } = await check();
  expect([code, stderr]).toEqual([1, 'No query can read rollups: install them with server/rollups.sql\n']);
});

test('equal answers are listed with their runtimes', async () => {
  await database.query(await readFile('server/rollups.sql', 'utf8'));
  await database.query('call letz_rollup.refresh()');
  const { code, stdout, stderr } = await check();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^retention \{"days":730,"tz":"Asia\/Kathmandu"\}: \d+ cells are equal; tables \d+ ms, rollups \d+ ms$/m,
  );
});

test('a wrong number fails the command', async () => {
  await database.query('update letz_rollup.message_counts set messages = messages + 1');
  const { code, stdout, stderr } = await check();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^message-heatmap .*DIFFERENT/m);
  expect(stderr).toMatch(/^\d+ of \d+ answers differ: call letz_rollup.rebuild\(\)\n$/);
});

test('changes that wait for a refresh are named', async () => {
  await database.query('select letz_rollup.rebuild()');
  const { code, stdout } = await check();
  expect(code).toBe(0);
  expect(stdout).toContain('changes wait for a refresh');
  await database.query('call letz_rollup.refresh()');
  expect((await check()).stdout).not.toContain('DIFFERENT');
});
