import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { querySources } from '../../../server/catalogue/query-sources.ts';
import { reloadQueries } from '../../../server/catalogue/reload.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../support/gateway.ts';

const SERVER = join(import.meta.dirname, '../../../server');

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
});
afterAll(() => database.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-own-'));
  return () => rm(folder, { recursive: true });
});

/** Opens the gateway with the shipped queries, runs `use` and closes it. */
async function withGateway(options: TestGatewayOptions, use: (gateway: TestGateway) => Promise<void>): Promise<void> {
  const gateway = await openTestGateway(database.url, { own: true, ...options });
  try {
    await use(gateway);
  } finally {
    await gateway.close();
  }
}

const write = async (name: string, text: string) => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};
const number = (from: string) => `-- A number\n-- @column n integer A number\nselect count(*) as n from ${from}`;
const warnings = (gateway: TestGateway) =>
  gateway
    .log()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { level: number; msg: string })
    .filter(({ level }) => level === 40)
    .map(({ msg }) => msg);

async function unavailable(gateway: TestGateway, init?: RequestInit): Promise<Record<string, string>> {
  const { queries } = await gateway.json<Catalogue>('/api/queries', init);
  return Object.fromEntries(queries.flatMap((query) => (query.unavailable ? [[query.name, query.unavailable]] : [])));
}

describe('on a database without milestones', () => {
  const reason = 'relation "milestones" does not exist';

  beforeAll(async () => {
    await database.query('alter table milestones rename to other_milestones');
  });
  afterAll(async () => {
    await database.query('alter table other_milestones rename to milestones');
  });

  test('the query is set aside, the others run; the log names it once, with the reason and what to do', () =>
    withGateway({}, async (gateway) => {
      expect(await unavailable(gateway)).toEqual({ 'milestone-completion': reason });
      expect((await gateway.request('/api/queries/total-users')).status).toBe(200);
      const lines = warnings(gateway).filter((line) => line.includes('milestone-completion'));
      expect(lines).toEqual([expect.stringMatching(/: relation "milestones" does not exist; map .*SHIPPED_QUERIES$/)]);
    }));

  test('only a token with queries: "*" gets the reason', () =>
    withGateway({ env: { PUBLIC_QUERIES: 'milestone-completion' } }, async (gateway) => {
      const named = { Authorization: `Bearer ${await gateway.token({ queries: ['milestone-completion'] })}` };
      const other = { Authorization: `Bearer ${await gateway.token({ queries: ['total-users'] })}` };
      const path = '/api/queries/milestone-completion';
      const problem = { status: 501, code: 'query-unavailable' };
      expect(await gateway.json<Problem>(path)).toMatchObject({ ...problem, detail: expect.stringContaining(reason) });
      for (const headers of [named, other, { Authorization: '' }]) {
        const { detail, ...rest } = await gateway.json<Problem>(
          path,
          headers.Authorization ? { headers } : { headers: {} },
        );
        expect(rest).toMatchObject(problem);
        if (headers.Authorization) expect(detail).not.toContain('milestones');
      }
      const anonymous = await gateway.app.request(path);
      expect([anonymous.status, (await anonymous.json()).detail]).toEqual([
        501,
        expect.not.stringContaining('milestones'),
      ]);
      const { queries } = await gateway.json<Catalogue>('/api/queries', { headers: named });
      expect(queries.map(({ name }) => name)).toEqual([]);
    }));

  test('without access it is denied like any other query', () =>
    withGateway({}, async (gateway) => {
      const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['total-users'] })}` };
      expect((await gateway.request('/api/queries/milestone-completion', { headers })).status).toBe(403);
    }));

  test('a batch answers the others', () =>
    withGateway({}, async (gateway) => {
      const response = await gateway.batch([{ name: 'milestone-completion' }, { name: 'total-users' }]);
      const { results } = (await response.json()) as { results: { code?: string; query?: string }[] };
      expect(results.map(({ code, query }) => code ?? query)).toEqual(['query-unavailable', 'total-users']);
    }));

  test('SHIPPED_QUERIES that names it stops the start', async () => {
    const env = { SHIPPED_QUERIES: 'total-users,milestone-completion' };
    await expect(withGateway({ env }, async () => {})).rejects.toThrow(reason);
  });

  test('SHIPPED_QUERIES without it starts, and offers what it names', () =>
    withGateway({ env: { SHIPPED_QUERIES: 'total-users, new-signups' } }, async (gateway) => {
      const { queries } = await gateway.json<Catalogue>('/api/queries');
      expect(queries.map(({ name }) => name)).toEqual(['new-signups', 'total-users']);
      expect((await gateway.request('/api/queries/active-users')).status).toBe(404);
    }));

  test('a file of the same name in QUERIES_DIR replaces it', async () => {
    await write('milestone-completion.sql', number('other_milestones'));
    await withGateway({ env: { QUERIES_DIR: folder } }, async (gateway) => {
      expect(await unavailable(gateway)).toEqual({});
      expect((await gateway.request('/api/queries/milestone-completion')).status).toBe(200);
    });
  });

  test('it runs again once the table is there and queries are checked anew', () =>
    withGateway({}, async ({ gateway, ...app }) => {
      expect((await app.request('/api/queries/milestone-completion')).status).toBe(501);
      await database.query('alter table other_milestones rename to milestones');
      try {
        await reloadQueries(querySources(gateway.config, SERVER), gateway, pino({ level: 'silent' }));
        expect((await app.request('/api/queries/milestone-completion')).status).toBe(200);
      } finally {
        await database.query('alter table milestones rename to other_milestones');
      }
      await reloadQueries(querySources(gateway.config, SERVER), gateway, pino({ level: 'silent' }));
      expect((await app.request('/api/queries/milestone-completion')).status).toBe(501);
    }));
});

describe('SHIPPED_QUERIES', () => {
  test('none leaves all shipped queries out', () =>
    withGateway({ env: { SHIPPED_QUERIES: 'none' } }, async (gateway) => {
      expect((await gateway.json<Catalogue>('/api/queries')).queries).toEqual([]);
    }));

  test('a name that is not shipped is a mistake', async () => {
    const env = { SHIPPED_QUERIES: 'total-users,nothing' };
    await expect(withGateway({ env }, async () => {})).rejects.toThrow(/^SHIPPED_QUERIES names nothing, but/);
  });
});

describe('a database of another application', () => {
  let foreign: TestDatabase;
  beforeAll(async () => {
    foreign = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
    await foreign.query('create table tracks (id integer)');
  });
  afterAll(() => foreign.drop());

  test('runs the queries of QUERIES_DIR; every shipped one is set aside, with one line in the log for each reason', async () => {
    await write('tracks.sql', number('tracks'));
    const gateway = await openTestGateway(foreign.url, { own: true, env: { QUERIES_DIR: folder } });
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    expect(queries.filter(({ unavailable }) => !unavailable).map(({ name }) => name)).toEqual(['tracks']);
    expect((await gateway.request('/api/queries/tracks')).status).toBe(200);
    expect(warnings(gateway).length).toBeLessThan(8);
    await gateway.close();
  });

  test('a query in QUERIES_DIR that uses a model which does not fit is a mistake at its @use line', async () => {
    await write('mine.sql', number('profiles').replace('-- @column', '-- @use profiles\n-- @column'));
    const opening = openTestGateway(foreign.url, { own: true, env: { QUERIES_DIR: folder } });
    await expect(opening).rejects.toThrow(/mine\.sql:2: the model \w+ does not fit this database: relation "users"/);
  });

  test('a mistake in QUERIES_DIR stops the start', async () => {
    await write('mine.sql', number('nowhere'));
    const opening = openTestGateway(foreign.url, { own: true, env: { QUERIES_DIR: folder } });
    await expect(opening).rejects.toThrow(/mine\.sql:3: relation "nowhere" does not exist/);
  });
});

describe('models in QUERIES_DIR', () => {
  test('replace shipped ones; a shipped query that reads a column the new one lacks is set aside', async () => {
    await write('models/profiles.sql', '-- Profiles\nselect waid, created_at as signed_up_at from users, params');
    await withGateway({ env: { QUERIES_DIR: folder } }, async (gateway) => {
      const reasons = await unavailable(gateway);
      expect(Object.keys(reasons)).toContain('user-directory');
      expect(reasons['user-directory']).toMatch(/^column profiles\.\w+ does not exist/);
      expect(Object.keys(reasons)).not.toContain('total-users');
      expect((await gateway.request('/api/queries/total-users')).status).toBe(200);
    });
  });

  test('with a mistake stop the start, once for all queries that use them', async () => {
    await write('models/profiles.sql', '-- Profiles\nselect waid from nowhere');
    const opening = withGateway({ env: { QUERIES_DIR: folder } }, async () => {});
    await expect(opening).rejects.toThrow(/^[^\n]*profiles\.sql:2: relation "nowhere" does not exist$/);
  });

  test('with a mistake in the header are reported without the queries that use them', async () => {
    await write('models/profiles.sql', '-- Profiles\n-- @column n integer N\nselect 1 as n');
    const opening = withGateway({ env: { QUERIES_DIR: folder } }, async () => {});
    await expect(opening).rejects.toThrow(/^[^\n]*profiles\.sql:2: @column is not a tag of a model file[^\n]*$/);
  });
});

describe('a role without the right to read', () => {
  const role = `reader_${process.pid}`;
  const url = () => Object.assign(new URL(database.url), { username: role, password: 'pw' }).href;

  beforeAll(async () => {
    await database.query(`create role ${role} login password 'pw'`);
  });
  afterAll(async () => {
    await database.query(`drop owned by ${role}`);
    await database.query(`drop role ${role}`);
  });

  test('one log line names all shipped queries, and what to grant', async () => {
    const gateway = await openTestGateway(url(), { own: true });
    const lines = warnings(gateway).filter((line) => line.includes('permission denied for table users'));
    expect(lines).toEqual([expect.stringMatching(/^not available: .*total-users.*grant the role SELECT/)]);
    await gateway.close();
  });

  test('one problem names all files in QUERIES_DIR', async () => {
    for (const name of ['a', 'b', 'c']) await write(`${name}.sql`, number('users'));
    const env = { QUERIES_DIR: folder, SHIPPED_QUERIES: 'none' };
    await expect(openTestGateway(url(), { own: true, env })).rejects.toThrow(
      /^[^\n]*a\.sql:1: permission denied for table users \(the same in 2 more files\)$/,
    );
  });

  test('a column grant is enough for the queries that read these columns alone', async () => {
    await write('ids.sql', number('(select id from users) as ids'));
    await database.query(`grant select (id) on users to ${role}`);
    const gateway = await openTestGateway(url(), { own: true, env: { QUERIES_DIR: folder } });
    expect((await gateway.request('/api/queries/ids')).status).toBe(200);
    await gateway.close();
  });
});
