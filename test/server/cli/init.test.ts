import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmMapping } from '../../../server/cli/schema-mapping.ts';
import { starterFiles } from '../../../server/cli/starter-files.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { Schema } from '../../../server/contract/schema.ts';
import { runCommand, withFolder } from '../../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';

/** Music shop, similar to the Chinook sample database. */
const SHOP = `
  create table artist (artist_id integer primary key, name varchar(120));
  create table album (album_id integer primary key, title varchar(160), artist_id integer references artist);
  create table customer (
    customer_id integer primary key, first_name varchar(40), last_name varchar(20), email varchar(60), country varchar(40)
  );
  create table invoice (
    invoice_id integer primary key, customer_id integer references customer, invoice_date timestamp,
    billing_country varchar(40), total numeric(10, 2)
  );
  insert into customer values (1, 'A', 'B', 'a@example.org', 'Brazil'), (2, 'C', 'D', 'c@example.org', 'Norway');
  insert into invoice values (1, 1, now() - interval '3 days', 'Brazil', 1), (2, 2, now() - interval '2 days', 'Norway', 2),
    (3, 2, now() - interval '2 days', 'Norway', 3);
`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query(SHOP);
});
afterAll(() => database.drop());

const init = (cwd: string, ...args: string[]) => runCommand('cli/init', { args: [database.url, ...args], cwd });

test('writes a folder with which the gateway starts and its queries run', async () => {
  await withFolder(async (cwd) => {
    const { code, stdout, stderr } = await init(cwd, '--yes');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('people: customer (id = customer_id, waid = email, created_at = -)');
    expect(stdout).toContain(
      'events: invoice (user_id = customer_id, stamped_at = invoice_date, event_type = billing_country)',
    );
    expect(stdout).toContain('messages: no table');
    expect(stdout).toContain('QUERIES_DIR=letz/queries PUBLIC_QUERIES=people,events-per-day,events-per-type');
    expect(stdout).not.toContain(new URL(database.url).password);

    const env = { QUERIES_DIR: join(cwd, 'letz', 'queries'), PUBLIC_QUERIES: 'people,events-per-day,events-per-type' };
    const gateway = await openTestGateway(database.url, { own: true, env });
    const rows = async (name: string) => (await gateway.json<Result>(`/api/queries/${name}`)).rows;
    expect(await rows('people')).toEqual([[2]]);
    expect((await rows('events-per-day')).map(([, events]) => events)).toEqual([1, 2]);
    expect(await rows('events-per-type')).toEqual([
      ['Norway', 2],
      ['Brazil', 1],
    ]);
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    expect(queries.filter(({ unavailable }) => !unavailable).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['people', 'events-per-day', 'events-per-type']),
    );
    await gateway.close();
    const page = await readFile(join(cwd, 'letz', 'index.html'), 'utf8');
    for (const name of ['people', 'events-per-day', 'events-per-type']) expect(page).toContain(`query="${name}"`);
  });
});

test('overwrites nothing', async () => {
  await withFolder(async (cwd) => {
    await mkdir(join(cwd, 'mine'));
    await writeFile(join(cwd, 'mine', 'index.html'), 'my page');
    const { code, stderr } = await init(cwd, '--yes', '--dir', 'mine');
    expect(code).toBe(1);
    expect(stderr).toBe('mine has index.html already: choose another folder with --dir\n');
    expect(await readdir(join(cwd, 'mine'))).toEqual(['index.html']);
  });
});

test.each([
  [[], /^The database URL is missing/],
  [['postgres://127.0.0.1:1/letz', '--yes'], /^The database cannot be read: .*ECONNREFUSED/],
  [['postgres://127.0.0.1:1/letz', 'folder'], /^folder is not expected after the database URL: --dir FOLDER/],
  [['mysql://host/db', '--yes'], /^DATABASE_URL must look like postgres/],
])('arguments %j are a mistake', async (args, message) => {
  const { code, stderr } = await runCommand('cli/init', { args });
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});

test('standard input that ends before the last answer is a mistake, and nothing is written', async () => {
  await withFolder(async (folder) => {
    for (const input of [undefined, '\n']) {
      const options = { args: [database.url], cwd: folder, ...(input && { input }) };
      const { code, stderr } = await runCommand('cli/init', options);
      expect(code).toBe(1);
      expect(stderr).toMatch(/Standard input ended before the last answer.*--yes/);
    }
    expect(await readdir(folder)).toEqual([]);
    const { code } = await runCommand('cli/init', { args: [database.url], cwd: folder, input: '\n'.repeat(40) });
    expect(code).toBe(0);
    expect(await readdir(folder)).toEqual(['letz']);
  });
});

test('answers change the proposals', async () => {
  const gateway = await openTestGateway(database.url, { own: true });
  const schema = await gateway.json<Schema>('/api/schema');
  await gateway.close();
  const asked: string[] = [];
  const answers = ['artist', 'no_such_column', 'artist_id', 'name', '-', 'nothing', '-', '-'];
  const mapping = await confirmMapping(schema, async (question) => {
    asked.push(question.trim());
    return answers.shift() ?? '';
  });
  expect(asked).toEqual([
    'Table of people',
    'key',
    'key',
    'what identifies a person',
    'time of signup',
    'Table of messages',
    'Table of messages',
    'Table of events',
  ]);
  expect(Object.keys(mapping)).toEqual(['people']);
  const { files, queries } = starterFiles(mapping, schema, 'http://127.0.0.1:8787');
  expect(files['queries/models/user_rows.sql']).toContain(
    'source."artist_id" as id, source."name"::text as waid, null::timestamp',
  );
  expect(queries[0]).toBe('people');
  expect(queries).toHaveLength(3);
});
