import { describe, expect, test } from 'vitest';
import { DatabaseUrlError, parseDatabaseUrl } from '../../../server/shared/database-url.ts';

/** The first way to connect to the first host, without TLS settings. */
const first = (url: string) => {
  const { ssl: _, ...target } = parseDatabaseUrl(url).hosts[0]?.[0] ?? { ssl: false };
  return target;
};
const addresses = (url: string) => parseDatabaseUrl(url).hosts.map(([target]) => [target?.host, target?.port]);

describe('the parts of a URL', () => {
  const all = { user: 'reader', password: 'pw', host: 'db.example.org', port: 5433, database: 'letz' };
  test.each([
    ['postgres://reader:pw@db.example.org:5433/letz', all],
    ['postgresql://reader:pw@db.example.org:5433/letz', all],
    ['postgresql+psycopg2://reader:pw@db.example.org:5433/letz', all],
    ['postgresql+asyncpg://reader:pw@db.example.org:5433/letz', all],
    ['postgres://db.example.org:5433/letz?user=reader&password=pw', all],
    ['postgres://reader:pw@/letz?host=db.example.org&port=5433', all],
    [
      'postgres://reader:pw@/letz?host=/var/run/postgresql',
      { user: 'reader', password: 'pw', host: '/var/run/postgresql', database: 'letz' },
    ],
    ['postgres://reader@%2Fvar%2Frun/letz', { user: 'reader', host: '/var/run', database: 'letz' }],
    ['postgres:///letz', { database: 'letz' }],
    ['postgres://localhost', { host: 'localhost' }],
    ['postgres://[::1]:5433/letz', { host: '::1', port: 5433, database: 'letz' }],
    [
      'postgres://reader:p%40ss%2Fword@db/letz',
      { user: 'reader', password: 'p@ss/word', host: 'db', database: 'letz' },
    ],
    ['postgres://reader:p@ss/word@db/letz', { user: 'reader', password: 'p@ss/word', host: 'db', database: 'letz' }],
    ['postgres://reader:p?ss#1@db/letz', { user: 'reader', password: 'p?ss#1', host: 'db', database: 'letz' }],
    ['postgres://reader:a:b@db/letz', { user: 'reader', password: 'a:b', host: 'db', database: 'letz' }],
    ['postgres://reader:100%@db/letz', { user: 'reader', password: '100%', host: 'db', database: 'letz' }],
    [
      'postgres://reader:pw@db/letz?application_name=a@b',
      { user: 'reader', password: 'pw', host: 'db', database: 'letz' },
    ],
    [
      'postgres://reader:p@ss@db/letz?sslmode=disable',
      { user: 'reader', password: 'p@ss', host: 'db', database: 'letz' },
    ],
  ])('%s', (url, expected) => {
    expect(first(url)).toEqual(expected);
  });

  test('several hosts, in order', () => {
    expect(addresses('postgres://u:p@a,b:5433,[::1]/letz')).toEqual([
      ['a', undefined],
      ['b', 5433],
      ['::1', undefined],
    ]);
    expect(addresses('postgres:///letz?host=a,b&port=1,2')).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(addresses('postgres:///letz?host=a,b&port=1')).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test.each([
    ['?schema=app', '"app"'],
    ['?schema=My"App&connection_limit=5', '"My""App"'],
    ['?options=-csearch_path%3Dapp', 'app'],
    ['?options=-c%20search_path%3Dapp,public', 'app,public'],
    ['?pgbouncer=true', undefined],
  ])('the search path of %s', (search, expected) => {
    expect(parseDatabaseUrl(`postgres://db/letz${search}`).searchPath).toBe(expected);
  });
});

describe('sslmode, as libpq reads it', () => {
  const choices = (search: string) =>
    (parseDatabaseUrl(`postgres://db/letz${search}`).hosts[0] ?? []).map(({ ssl }) => {
      if (!ssl) return 'plain';
      if (!ssl.rejectUnauthorized) return 'TLS';
      return ssl.checkServerIdentity ? 'TLS, verified' : 'TLS, verified with host name';
    });
  const pem = `sslrootcert=${import.meta.filename}`;
  test.each([
    ['', ['plain', 'TLS']],
    ['?sslmode=disable', ['plain']],
    ['?sslmode=allow', ['plain', 'TLS']],
    ['?sslmode=prefer', ['TLS', 'plain']],
    ['?sslmode=require', ['TLS']],
    ['?ssl=true', ['TLS']],
    [`?sslmode=require&${pem}`, ['TLS, verified']],
    [`?sslmode=verify-ca&${pem}`, ['TLS, verified']],
    [`?sslmode=verify-full&${pem}`, ['TLS, verified with host name']],
    ['?sslmode=verify-full&sslrootcert=system', ['TLS, verified with host name']],
  ])('%s', (search, expected) => {
    expect(choices(search)).toEqual(expected);
  });

  test('a Unix socket has no TLS', () => {
    expect(parseDatabaseUrl('postgres:///letz?host=/tmp&sslmode=require').hosts[0]?.map(({ ssl }) => ssl)).toEqual([
      false,
    ]);
  });
});

describe('mistakes', () => {
  test.each([
    ['localhost/letz', /^must look like postgres:/],
    ['mysql://u:secret@db/letz', /^must look like postgres:/],
    ['postgres://u:secret@db:port/letz', /^must look like postgres:.*%40/],
    ['postgres://u:secret@db:99999/letz', /the port must be a number/],
    ['postgres://u:secret@db/letz/more', /write @ as %40/],
    ['postgres://u:secret@db/letz?sslmode=yes', /^must have an sslmode of disable, allow/],
    ['postgres://u:secret@db/letz?sslmod=require', /^must not have the parameter sslmod;/],
    [
      'postgres://u:secret@db/letz?sslmode=require&sslrootcert=/nowhere/ca.pem',
      /^must have a sslrootcert that can be read \(ENOENT\)/,
    ],
    ['postgres://u:secret@db/letz?options=-cwork_mem%3D1GB', /^must have no options but -csearch_path/],
  ])('%s', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(DatabaseUrlError);
    expect(() => parseDatabaseUrl(url)).toThrow(message);
    expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
  });
});
