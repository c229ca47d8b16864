import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../../../server/embedded/embedded-database.ts';

/** Clients of the test, ended after it even if it failed. */
const clients: pg.Client[] = [];

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});

describe('several clients at once', () => {
  let database: Embedded;

  beforeAll(async () => {
    database = await startEmbedded();
    const client = await connect(database.url);
    await client.query('create table numbers (n integer primary key)');
    await client.query('insert into numbers select * from unnest($1::int[])', [[1, 2, 3]]);
  });
  afterAll(() => database.stop());

  const count = async (client: pg.Client) => (await client.query('select count(*)::int as n from numbers')).rows[0].n;

  test('each client receives the results of its own queries', async () => {
    const eight = await Promise.all(Array.from({ length: 8 }, () => connect(database.url)));
    const answers = await Promise.all(
      eight.map(async (client, i) => {
        const sql = `select $1::int + ${i} as sum, '${'x'.repeat(i)}' as mark${i}, count(*)::int as all_rows from numbers`;
        const rows = [];
        for (let round = 0; round < 25; round++) rows.push(...(await client.query(sql, [1000 * i])).rows);
        return rows;
      }),
    );
    const expected = eight.map((_, i) =>
      Array.from({ length: 25 }, () => ({ sum: 1001 * i, [`mark${i}`]: 'x'.repeat(i), all_rows: 3 })),
    );
    expect(answers).toEqual(expected);
  });

  test('errors go to the client that caused them', async () => {
    const [good, bad] = [await connect(database.url), await connect(database.url)];
    async function failing() {
      for (let i = 0; i < 20; i++) {
        await expect(bad.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
      }
    }
    const failures = failing();
    for (let i = 0; i < 20; i++) expect((await good.query('select $1::int as i', [i])).rows).toEqual([{ i }]);
    await failures;
  });

  test('other clients wait until a transaction has ended', async () => {
    const [writer, reader] = [await connect(database.url), await connect(database.url)];
    await writer.query('begin');
    await writer.query('insert into numbers values ($1)', [4]);
    const seen = count(reader);
    expect(await count(writer)).toBe(4);
    await writer.query('rollback');
    expect(await seen).toBe(3);
  });

  test('other clients wait until a failed transaction is rolled back', async () => {
    const [broken, reader] = [await connect(database.url), await connect(database.url)];
    await broken.query('begin');
    await broken.query('insert into numbers values ($1)', [4]);
    await expect(broken.query('insert into numbers values ($1)', [4])).rejects.toMatchObject({ code: '23505' });
    const seen = count(reader);
    await expect(count(broken)).rejects.toMatchObject({ code: '25P02' });
    await broken.query('rollback');
    expect(await seen).toBe(3);
  });

  test.each(['begin', 'begin; insert into numbers values (4)', 'begin; select 1 / 0'])(
    'takes the session back from a client that vanishes after "%s"',
    async (sql) => {
      const [vanishing, reader] = [await connect(database.url), await connect(database.url)];
      await vanishing.query(sql).catch(() => undefined);
      const seen = count(reader);
      vanishing.connection.stream.destroy();
      expect(await seen).toBe(3);
    },
  );

  test('releases the session of a client that disconnects between Parse and Sync', async () => {
    const [vanishing, reader] = [await connect(database.url), await connect(database.url)];
    vanishing.connection.parse({ name: '', text: 'insert into numbers values (5)', types: [] }, true);
    vanishing.connection.flush();
    await once(vanishing.connection, 'parseComplete');
    const seen = count(reader);
    vanishing.connection.stream.destroy();
    expect(await seen).toBe(3);
  });

  test('cursors of the protocol (row-limited Execute) and of SQL (DECLARE, FETCH) read in portions', async () => {
    const [client, other] = [await connect(database.url), await connect(database.url)];
    await client.query('begin');
    const cursor = client.query(new Cursor<{ n: number }>('select n from generate_series(1, $1::int) as n', [7]));
    expect(await cursor.read(3)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const waiting = other.query('select 1');
    expect(await cursor.read(3)).toEqual([{ n: 4 }, { n: 5 }, { n: 6 }]);
    expect(await cursor.read(3)).toEqual([{ n: 7 }]);
    expect(await cursor.read(3)).toEqual([]);
    await client.query({ text: 'declare c cursor for select n from numbers where n > $1 order by n', values: [1] });
    expect((await client.query('fetch 1 from c')).rows).toEqual([{ n: 2 }]);
    expect((await client.query('fetch 5 from c')).rows).toEqual([{ n: 3 }]);
    await client.query('commit');
    await waiting;
  });

  test('a row-limited cursor outside a transaction holds the session only until it is closed', async () => {
    const [client, other] = [await connect(database.url), await connect(database.url)];
    const cursor = client.query(new Cursor('select * from generate_series(1, 1000000)'));
    await cursor.read(2);
    const waiting = count(other);
    await cursor.close();
    expect(await waiting).toBe(3);
  });

  test('transfers rows of any size', async () => {
    const client = await connect(database.url);
    for (const length of [0, 1, 8_185, 8_192, 65_536, 3_000_000]) {
      const { rows } = await client.query("select repeat('ü', $1::int) as text", [length]);
      expect(rows[0].text === 'ü'.repeat(length)).toBe(true);
    }
    const { rows } = await client.query('select n from generate_series(1, 100000) as n');
    expect(rows.length).toBe(100_000);
    expect(rows.at(-1)).toEqual({ n: 100_000 });
  });

  test('an infinite recursion is an error and does not end the process', async () => {
    const client = await connect(database.url);
    await client.query("create function f(i int) returns int language plpgsql as 'begin return f(i + 1); end'");
    await expect(client.query('select f(1)')).rejects.toMatchObject({ code: '54001' });
    expect(await count(client)).toBe(3);
  });

  test('a pool with concurrent queries receives all results', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 10 });
    const squares = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => (await pool.query('select $1::int * $1::int as n', [i])).rows[0].n),
    );
    expect(squares).toEqual(Array.from({ length: 200 }, (_, i) => i * i));
    await pool.end();
  });
});

describe('start and stop', () => {
  test('stop ends a running query, its connections and the port at once', async () => {
    const database = await startEmbedded();
    const client = await connect(database.url);
    await client.query('select 1');
    const endless = client.query('select count(*) from generate_series(1, 1000000000)');
    const failed = expect(endless).rejects.toThrow('Connection terminated');
    await database.stop();
    await failed;
    expect(await database.exited).toBeNull();
    await expect(new pg.Client(database.url).connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('two databases are independent', async () => {
    const [one, two] = await Promise.all([startEmbedded(), startEmbedded()]);
    const [first, second] = [await connect(one.url), await connect(two.url)];
    await first.query('create table only_here (n integer)');
    await expect(second.query('select * from only_here')).rejects.toMatchObject({ code: '42P01' });
    await Promise.all([one.stop(), two.stop()]);
  });

  test('a failure to generate demo data rejects the start', async () => {
    await expect(startEmbedded({ demoData: new Date(Number.NaN) })).rejects.toThrow(RangeError);
  });

  test('creates a missing cache, and ignores an unusable one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letz-cache-'));
    await (await startEmbedded({ cacheDir: folder })).stop();
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    await writeFile(join(folder, files[0] as string), 'not a database');
    const database = await startEmbedded({ cacheDir: folder });
    const client = await connect(database.url);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.stop();
    const unusable = await startEmbedded({ cacheDir: join(folder, files[0] as string, 'below-a-file') });
    await unusable.stop();
    await rm(folder, { recursive: true });
  });
});
