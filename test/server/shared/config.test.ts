import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, SETTINGS } from '../../../server/shared/config.ts';

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');

function mistakes(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('every setting has a default', () => {
  expect(readConfig({})).toEqual({
    HOST: '127.0.0.1',
    PORT: 8787,
    DATABASE_REPLICA_URLS: [],
    ROW_SECURITY: 'off',
    DATABASE_POOL_SIZE: 10,
    STATEMENT_TIMEOUT_MS: 15_000,
    ACQUIRE_TIMEOUT_MS: 3_000,
    MAX_ROWS: 10_000,
    FRESH_SECONDS: 10,
    ALLOWED_ORIGINS: [],
    TRUSTED_PROXIES: 0,
    LOG_LEVEL: 'info',
    loopback: true,
    exposed: false,
  });
});

test('reads all settings and no other variable', () => {
  const config = readConfig({
    HOST: '0.0.0.0',
    PORT: '0',
    DATABASE_URL: 'postgres://reader:p%40ss@db.example.org:5432/letz?sslmode=require',
    DATABASE_REPLICA_URLS: 'postgres://a:1,b:2/letz, postgresql://c/letz',
    REDIS_URL: 'rediss://user:secret@cache.example.org/1',
    ROW_SECURITY: 'on',
    DATABASE_POOL_SIZE: '3',
    STATEMENT_TIMEOUT_MS: '1000',
    ACQUIRE_TIMEOUT_MS: '200',
    MAX_ROWS: '5',
    FRESH_SECONDS: '60',
    LETZ_SECRET: 'x'.repeat(32),
    ALLOWED_ORIGINS: ' https://a.example.org , http://localhost:3000, https://*.example.org:8443 ,null',
    PUBLIC_ORIGIN: 'https://gateway.example.org/letz',
    TRUSTED_PROXIES: '2',
    PUBLIC_QUERIES: 'total-users, active-users',
    PUBLIC_SCHEMA: 'true',
    QUERIES_DIR: '/srv/queries',
    SHIPPED_QUERIES: 'total-users,new-signups',
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    PATH: '/bin',
  });
  expect(config).toEqual({
    HOST: '0.0.0.0',
    PORT: 0,
    DATABASE_URL: 'postgres://reader:p%40ss@db.example.org:5432/letz?sslmode=require',
    DATABASE_REPLICA_URLS: ['postgres://a:1,b:2/letz', 'postgresql://c/letz'],
    REDIS_URL: 'rediss://user:secret@cache.example.org/1',
    ROW_SECURITY: 'on',
    DATABASE_POOL_SIZE: 3,
    STATEMENT_TIMEOUT_MS: 1000,
    ACQUIRE_TIMEOUT_MS: 200,
    MAX_ROWS: 5,
    FRESH_SECONDS: 60,
    LETZ_SECRET: 'x'.repeat(32),
    ALLOWED_ORIGINS: ['https://a.example.org', 'http://localhost:3000', 'https://*.example.org:8443', 'null'],
    PUBLIC_ORIGIN: 'https://gateway.example.org/letz',
    TRUSTED_PROXIES: 2,
    PUBLIC_QUERIES: ['total-users', 'active-users'],
    PUBLIC_SCHEMA: true,
    QUERIES_DIR: '/srv/queries',
    SHIPPED_QUERIES: ['total-users', 'new-signups'],
    RATE_LIMIT_PER_MINUTE: 0,
    LOG_LEVEL: 'warn',
    loopback: false,
    exposed: true,
  });
});

test('an empty value counts as unset', () => {
  expect(readConfig(Object.fromEntries(SETTINGS.map((name) => [name, ''])))).toEqual(readConfig({}));
});

describe('mistakes', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', ' 80'],
    ['PORT', '1e3'],
    ['PORT', '9'.repeat(400)],
    ['DATABASE_URL', 'localhost/letz'],
    ['DATABASE_URL', 'mysql://localhost/letz'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis:///7'],
    ['REDIS_URL', 'redis://localhost/letz'],
    ['DATABASE_POOL_SIZE', '0'],
    ['STATEMENT_TIMEOUT_MS', '0'],
    ['STATEMENT_TIMEOUT_MS', '15s'],
    ['ACQUIRE_TIMEOUT_MS', '0'],
    ['MAX_ROWS', '0'],
    ['MAX_ROWS', 'many'],
    ['FRESH_SECONDS', '0'],
    ['LETZ_SECRET', 'x'.repeat(31)],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'http://*'],
    ['ALLOWED_ORIGINS', 'NULL'],
    ['ALLOWED_ORIGINS', 'https://*.org'],
    ['ALLOWED_ORIGINS', 'https://*example.org'],
    ['ALLOWED_ORIGINS', 'https://a.*.example.org'],
    ['ALLOWED_ORIGINS', 'https://*.*.example.org'],
    ['ALLOWED_ORIGINS', 'https://*.example.org/'],
    ['ALLOWED_ORIGINS', 'https://a.example.org/'],
    ['ALLOWED_ORIGINS', 'https://a.example.org/path'],
    ['ALLOWED_ORIGINS', 'https://A.example.org'],
    ['ALLOWED_ORIGINS', 'https://a.example.org:443'],
    ['ALLOWED_ORIGINS', 'a.example.org'],
    ['ALLOWED_ORIGINS', 'file:///tmp'],
    ['ALLOWED_ORIGINS', 'https://a.example.org https://b.example.org'],
    ['PUBLIC_ORIGIN', 'letz.example.com'],
    ['PUBLIC_ORIGIN', 'https://gateway.example.org/'],
    ['PUBLIC_ORIGIN', 'https://gateway.example.org/letz/'],
    ['PUBLIC_ORIGIN', 'https://gateway.example.org/letz?x=1'],
    ['PUBLIC_ORIGIN', 'https://gateway.example.org/letz#x'],
    ['PUBLIC_ORIGIN', 'https://*.example.org'],
    ['TRUSTED_PROXIES', 'nginx'],
    ['PUBLIC_SCHEMA', 'yes'],
    ['ROW_SECURITY', 'true'],
    ['SHIPPED_QUERIES', 'none,total-users'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s is reported by name', (name, value) => {
    const DATABASE_URL = 'postgres://localhost/letz';
    const lines = mistakes({ LETZ_SECRET: 'x'.repeat(32), DATABASE_URL, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} must .`));
    expect(lines[0]).not.toContain(value.length > 3 ? value : '\0');
  });

  test('of several replicas are reported together, without passwords', () => {
    const DATABASE_URL = 'postgres://localhost/letz';
    expect(
      mistakes({
        DATABASE_URL,
        DATABASE_REPLICA_URLS: 'postgres://u:secret@h:99999/d,postgres://ok/d,postgres://h/d?sslmode=x',
      }),
    ).toEqual([
      expect.stringMatching(/^DATABASE_REPLICA_URLS number 1 must look like .*; the port must be/),
      expect.stringMatching(/^DATABASE_REPLICA_URLS number 3 must have an sslmode of /),
    ]);
    expect(mistakes({ REDIS_URL: 'redis://localhost' })).toEqual([
      expect.stringMatching(/^REDIS_URL needs DATABASE_URL/),
    ]);
    expect(mistakes({ DATABASE_REPLICA_URLS: 'postgres://localhost/letz' })).toEqual([
      'DATABASE_REPLICA_URLS needs DATABASE_URL, the primary of the replicas',
    ]);
  });

  test('are reported together', () => {
    const lines = mistakes({
      HOST: '0.0.0.0',
      PORT: 'http',
      DATABASE_URL: 'letz',
      MAX_ROWS: '-1',
      ALLOWED_ORIGINS: '*',
      LOG_LEVEL: 'loud',
    });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(
      ['ALLOWED_ORIGINS', 'DATABASE_URL', 'LETZ_SECRET', 'LOG_LEVEL', 'MAX_ROWS', 'PORT'].sort(),
    );
  });

  test.each(['0.0.0.0', '::', '192.168.1.5', 'gateway.example.org', '127.0.0.1.example.org', '1270.0.0.1'])(
    'HOST=%s without LETZ_SECRET is one, and says why',
    (HOST) => {
      expect(mistakes({ HOST })).toEqual([expect.stringMatching(/^LETZ_SECRET must be set, because HOST is /)]);
      expect(mistakes({ HOST, LETZ_SECRET: 'x'.repeat(32) })).toEqual([]);
    },
  );

  test('PUBLIC_ORIGIN without LETZ_SECRET is reported', () => {
    const PUBLIC_ORIGIN = 'https://gateway.example.org';
    expect(mistakes({ PUBLIC_ORIGIN })).toEqual([expect.stringMatching(/^LETZ_SECRET must be set, because PUBLIC_O/)]);
    expect(readConfig({ PUBLIC_ORIGIN, LETZ_SECRET: 'x'.repeat(32) })).toMatchObject({ loopback: true, exposed: true });
  });

  test.each(['127.0.0.1', '127.0.0.53', 'localhost', '::1'])('HOST=%s is loopback and needs none', (HOST) => {
    expect(readConfig({ HOST }).loopback).toBe(true);
  });

  test('a secret is measured in bytes, not characters', () => {
    expect(mistakes({ LETZ_SECRET: 'ü'.repeat(16) })).toEqual([]);
    expect(mistakes({ LETZ_SECRET: 'ü'.repeat(15) })).toHaveLength(1);
  });
});

describe('LETZ_SECRET of several keys', () => {
  const [key, other] = ['k'.repeat(32), 'o'.repeat(40)];

  test.each([`${key},${other}`, `${key}, ${other}`, 'a sentence, with commas, of which no part is a key by itself'])(
    'may be %s',
    (LETZ_SECRET) => expect(mistakes({ LETZ_SECRET })).toEqual([]),
  );

  test.each([
    [`${key},short`, ['must have keys of at least 32 bytes: key 2 of 2, separated by commas, has 5']],
    [`short, ${key}`, ['must have keys of at least 32 bytes: key 1 of 2, separated by commas, has 5']],
    [`${key},`, ['must have keys of at least 32 bytes: key 2 of 2, separated by commas, has 0']],
    [`${key},${other},${key}`, ['must have two keys at most, NEW,OLD']],
  ])('may not be %s', (LETZ_SECRET, expected) => {
    expect(mistakes({ LETZ_SECRET })).toEqual(expected.map((mistake) => `LETZ_SECRET ${mistake}`));
  });
});

describe('.env.example', () => {
  const lines = EXAMPLE.split('\n').flatMap((line) => {
    const [, hash = '', name = '', value = ''] = /^(#?)([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name ? [{ name, value, isDefault: hash === '' }] : [];
  });

  test('documents each setting', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual([...SETTINGS].sort());
  });

  test('has the default values and valid examples', () => {
    const defaults = Object.fromEntries(
      lines.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]),
    );
    expect(readConfig(defaults)).toEqual(readConfig({}));
    const examples = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
    expect(mistakes({ ...examples, LETZ_SECRET: 'x'.repeat(32) })).toEqual([]);
  });
});
