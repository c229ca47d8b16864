import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../server/postgres/pool.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';

const UNAVAILABLE = { code: 'database-unavailable' };
const closing: (() => unknown)[] = [];

function open(url: string, canCancel = true): Database {
  const limits = { acquireTimeoutMs: 2000, maxWaiting: 10, statementTimeoutMs: 2000, maxBytes: 1_000_000 };
  const database = openDatabase({ url, poolSize: 1, ...limits, canCancel, onError: () => undefined });
  closing.push(() => database.close());
  return database;
}

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const last = (database: Database, sql: string) => database.read((transaction) => transaction.last(sql, []));
const expectWell = async (database: Database) => expect((await last(database, 'select 1')).rows).toEqual([['1']]);

describe.each(databaseNames())('on %s, a statement', (name) => {
  let server: TestDatabase;

  beforeAll(async () => {
    server = await createDatabase(name, { bare: true });
    return () => server.drop();
  });

  test.each(['', '-- nothing'])('that is empty ("%s") has no rows, nor those of the next statement', async (sql) => {
    const database = open(server.url, name !== 'embedded');
    expect(await last(database, sql)).toEqual({ fields: [], rows: [] });
    await expectWell(database);
  });

  test('that is a COPY fails, and nothing else does', async () => {
    const database = open(server.url, name !== 'embedded');
    await expect(last(database, 'copy (select 1) to stdout')).rejects.toMatchObject(UNAVAILABLE);
    await expectWell(database);
    await expect(last(database, 'copy pg_class from stdin')).rejects.toMatchObject({ code: 'internal' });
    await expectWell(database);
  });
});

describe('a server that', () => {
  const message = (type: string, body = '') => {
    const head = Buffer.alloc(5, type);
    head.writeInt32BE(4 + body.length, 1);
    return head.toString('latin1') + body;
  };
  const row = (value: string) => message('D', `\0\x01\0\0\0${String.fromCharCode(value.length)}${value}`);
  const done = message('C', 'SELECT 1\0');
  const ready = (status: string) => message('Z', status);
  const begun = done + row('1 2') + done;
  const ended = done + row('') + done + ready('I');
  const right = begun + row('1') + done + ended;

  /** Sends one of `answers` for each protocol message, then repeats the last one. */
  async function startServer(...answers: string[]): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      const say = (text: string) => socket.write(text, 'latin1');
      socket.once('data', () => {
        say(message('R', '\0\0\0\0') + ready('I'));
        socket.on('data', (data) => {
          const isAsked = data.subarray(-5).equals(Buffer.from('S\0\0\0\x04', 'latin1'));
          if (isAsked) say((answers.length > 1 ? answers.shift() : answers[0]) ?? '');
        });
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return `postgres://name:password@127.0.0.1:${(server.address() as AddressInfo).port}/name`;
  }

  test.each([
    ['is ready before it has begun', ready('I')],
    ['is ready before it has answered', begun + ready('T')],
    ['is ready before the transaction has ended', begun + row('1') + done + ready('T')],
    ['is ready too early, and says the rest later', begun + ready('I') + row('1') + done + ended],
    ['answers more than it was asked', begun + row('1') + done + done + ended],
    ['stops in the middle of an answer', begun + row('1') + message('s') + ended],
    ['wants data', begun + message('G', '\0\0\0')],
    ['copies data', begun + message('d', 'x') + done + ended],
  ])('%s is an error, and its connection is closed', async (_, wrong) => {
    const database = open(await startServer(wrong, right));
    await expect(last(database, 'select 1')).rejects.toMatchObject(UNAVAILABLE);
    await expect.poll(() => database.pool.total).toBe(0);
    await expectWell(database);
    await expectWell(database);
    expect(database.pool).toEqual({ total: 1, idle: 1, waiting: 0 });
  });
});
