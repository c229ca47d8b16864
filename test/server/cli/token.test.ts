import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { Tokens } from '../../../server/auth/tokens.ts';
import { loadRegistry } from '../../../server/catalogue/registry.ts';
import { readTokenRequest } from '../../../server/cli/token-request.ts';
import { readBrowserBuild, versionedPath } from '../../../server/http/browser-build.ts';
import { packageFolders } from '../../../server/shared/package-folders.ts';
import { runCommand, withFolder } from '../../support/command.ts';

const LETZ_SECRET = 'a key for the tests of this command';
const NEXT = 'the key that takes the place of the first';

const run = (args: string[], env: Record<string, string> = { LETZ_SECRET }) => runCommand('cli/token', { args, env });
const tokenOf = (text: string) => text.split('\n')[0] ?? '';

test('prints a token for the named queries, valid for the given days, and HTML that uses it', async () => {
  const { code, stdout, stderr } = await run(['--queries', 'total-users, active-users', '--days', '30']);
  expect([code, stderr]).toEqual([0, '']);
  const token = tokenOf(stdout);
  const { exp, ...claims } = decodeJwt(token);
  expect(claims).toEqual({ aud: 'letz-gateway', queries: ['total-users', 'active-users'] });
  expect(Math.abs(Number(exp) - Date.now() / 1000 - 30 * 86_400)).toBeLessThan(60);
  expect(await new Tokens(LETZ_SECRET).verify(token)).toMatchObject({
    ...{ pii: false, schema: false, explain: false, params: {} },
  });
  expect(stdout).toContain(`<letz-context token="${token}">\n  <letz-metric query="total-users"></letz-metric>`);
  expect(stdout).toContain(`src="http://127.0.0.1:8787/embed/letz-metric?query=total-users#token=${token}"`);
});

test('locks parameters, allows personal data and the schema, expires at the given time', async () => {
  const expires = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { stdout } = await run([
    ...['--queries', 'user-directory', '--pii', '--schema', '--expires', expires],
    ...['--param', 'limit=10', '--param', 'search=a=b'],
  ]);
  const { exp, ...claims } = decodeJwt(tokenOf(stdout));
  expect(Math.abs(Number(exp) - Date.parse(expires) / 1000)).toBeLessThan(5);
  expect(claims).toEqual({
    aud: 'letz-gateway',
    queries: ['user-directory'],
    params: { limit: '10', search: 'a=b' },
    pii: true,
    schema: true,
  });
  expect(stdout).toContain('<letz-query-table query="user-directory">');
});

test('allows the SQL of the queries, if it names some', async () => {
  const { stdout } = await run(['--queries', 'total-users', '--explain']);
  expect(decodeJwt(tokenOf(stdout))).toMatchObject({ queries: ['total-users'], explain: true });
  const { code, stderr } = await run(['--schema', '--explain']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('--explain needs --queries')]);
});

test('only the schema, and everything', async () => {
  const schema = await run(['--schema']);
  expect(decodeJwt(tokenOf(schema.stdout))).toMatchObject({ queries: [], schema: true });
  expect(schema.stdout).toContain('<letz-schema-browser></letz-schema-browser>');
  expect(decodeJwt(tokenOf((await run(['--queries', '*'])).stdout))).toMatchObject({ queries: '*' });
});

test('signs with the new key during a rotation, and prints the public origin', async () => {
  const env = { LETZ_SECRET: `${NEXT},${LETZ_SECRET}`, PUBLIC_ORIGIN: 'https://gateway.example.org' };
  const { stdout } = await run(['--queries', 'total-users'], env);
  await new Tokens(NEXT).verify(tokenOf(stdout));
  const build = readBrowserBuild(packageFolders().browser);
  const address = build ? `${versionedPath(build)}" integrity="${build.integrity}"` : '/letz.js"';
  expect(stdout).toContain(`<script type="module" src="https://gateway.example.org${address}></script>`);
});

test('reads the key from .env if the environment has none', async () => {
  await withFolder(async (cwd) => {
    await writeFile(join(cwd, '.env'), `LETZ_SECRET="${LETZ_SECRET}"\n`);
    const options = { cwd, args: ['--queries', 'total-users'] };
    const { stdout } = await runCommand('cli/token', options);
    await new Tokens(LETZ_SECRET).verify(tokenOf(stdout));
    const other = await runCommand('cli/token', { ...options, env: { LETZ_SECRET: NEXT } });
    await new Tokens(NEXT).verify(tokenOf(other.stdout));
  });
});

test('--help needs no settings', async () => {
  const { code, stdout } = await run(['--help'], {});
  expect(code).toBe(0);
  for (const option of ['queries', 'days', 'expires', 'param', 'pii', 'schema'])
    expect(stdout).toContain(`--${option}`);
});

test.each([
  ['no key', ['--queries', 'total-users'], /^LETZ_SECRET must be set/, {}],
  ['a short key', ['--queries', 'total-users'], /^LETZ_SECRET must be at least 32 bytes/, { LETZ_SECRET: 'short' }],
  ['an option that there is not', ['--query', 'total-users'], /^Unknown option '--query'/],
  ['a word too many', ['total-users'], /^Unexpected argument 'total-users'/],
  ['several mistakes', ['--days', '0', '--param', 'x'], /^--queries must .*\n--param takes .*\n--days must /],
] as [string, string[], RegExp, Record<string, string>?][])(
  'reports the mistake: %s',
  async (_, args, message, env) => {
    const { code, stdout, stderr } = await run(args, env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  },
);

describe('mistakes in the options are reported', () => {
  const SERVER = join(import.meta.dirname, '../../../server');
  const registry = loadRegistry({ shipped: SERVER });
  const queries = 'active-users';

  test.each([
    ['nothing to open', { days: '3' }, /^--queries must have the names/],
    ['an unknown query', { queries: 'nope' }, /^--queries names nope, but the queries are active-users, /],
    ['personal data without --pii', { queries: 'user-directory' }, /^--pii is missing: user-directory/],
    [
      'a parameter that the query lacks',
      { queries: 'total-users', param: ['days=7'] },
      /^--param names days, which total-/,
    ],
    [
      'a parameter that no query has',
      { queries: '*', param: ['nope=7'] },
      /^--param names a parameter that no query has/,
    ],
    ['a value that it cannot have', { queries, param: ['days=0'] }, /^--param: days must be between/],
    ['a parameter without a value', { queries, param: ['days'] }, /^--param takes NAME=VALUE/],
    ['a parameter twice', { queries, param: ['days=1', 'days=2'] }, /^--param days is given twice/],
    [
      'a parameter of a name that objects have',
      { queries, param: ['constructor=1'] },
      /^--param names constructor, which/,
    ],
    ['a time without end', { queries, days: 'ever' }, /^--days must be a whole number/],
    ['a time too far off', { queries, days: '3651' }, /^--days must be a whole number/],
    ['a time that has passed', { queries, expires: '2020-01-01' }, /^--expires must be in the future/],
    ['no time', { queries, expires: 'soon' }, /^--expires must be a time/],
    ['a day that there is not', { queries, expires: '2027-02-30' }, /^--expires must be a time/],
    ['an hour that there is not', { queries, expires: '2027-02-03T24:00Z' }, /^--expires must be a time/],
    ['two times', { queries, days: '1', expires: '2027-01-01' }, /^--days and --expires cannot be combined/],
  ])('%s', (_, options, message) => {
    expect(() => readTokenRequest(options, registry, new Date('2026-11-24'))).toThrow(message);
  });
});
