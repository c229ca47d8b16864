import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { Tokens } from '../../../server/auth/tokens.ts';
import type { ProblemError } from '../../../server/shared/problems.ts';

const KEY = 'the key of these tests, all right';
const NEXT = 'the key that takes the place of the first';
const bytes = (text: string) => new TextEncoder().encode(text);
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const GOOD = { aud: 'letz-gateway', exp: inSeconds(60), queries: ['one'] };

const sign = (claims: Record<string, unknown>, key = KEY, alg = 'HS256') =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(bytes(key));

/** Token with arbitrary header and claims. */
function handmade(header: object, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
}

const verify = (token: string, secret = KEY) =>
  new Tokens(secret).verify(token).then(
    () => 'good',
    (error: ProblemError) => error.code,
  );

test('a valid token grants the rights of its claims and nothing else', async () => {
  const all = { ...GOOD, queries: ['one', 'two'], params: { days: 30 }, pii: true, schema: true, explain: true };
  expect(await new Tokens(KEY).verify(await sign(all))).toEqual({
    queries: new Set(['one', 'two']),
    params: { days: 30 },
    pii: true,
    schema: true,
    explain: true,
    until: GOOD.exp * 1000,
  });
  const { aud, exp } = GOOD;
  expect(await new Tokens(KEY).verify(await sign({ aud, exp }))).toEqual({
    queries: new Set(),
    params: {},
    pii: false,
    schema: false,
    explain: false,
    until: GOOD.exp * 1000,
  });
});

test.each([
  ['"*" is all', '*', '*'],
  ['["*"] is a name without a query', ['*'], new Set(['*'])],
  ['a text is no list', 'one', new Set()],
  ['an object is none', { one: true }, new Set()],
  ['of a list, texts count', ['one', 2, null, ['three']], new Set(['one'])],
])('queries: %s', async (_, queries, expected) => {
  expect((await new Tokens(KEY).verify(await sign({ ...GOOD, queries }))).queries).toEqual(expected);
});

test.each([1, 'true', 'yes', [true], {}, null])('pii and schema: %j is not true', async (value) => {
  const claims = await new Tokens(KEY).verify(await sign({ ...GOOD, pii: value, schema: value }));
  expect(claims).toMatchObject({ pii: false, schema: false });
});

describe('is refused', () => {
  test.each([
    ['without exp', { exp: undefined }],
    ['with exp as text', { exp: String(GOOD.exp) }],
    ['with exp null', { exp: null }],
    ['with exp true', { exp: true }],
    ['of another audience', { aud: 'letz' }],
    ['without audience', { aud: undefined }],
    ['that is not yet good', { nbf: inSeconds(600) }],
    ['with params that are no object', { params: ['days'] }],
    ['with params that are no plain values', { params: { days: [30] } }],
  ])('a token %s', async (_, claims) => {
    expect(await verify(await sign({ ...GOOD, ...claims }))).toBe('unauthorized');
  });

  test.each(['HS384', 'HS512'])('a token of algorithm %s, even with the right key', async (alg) => {
    expect(await verify(await sign(GOOD, KEY.repeat(2), alg), KEY.repeat(2))).toBe('unauthorized');
  });

  test.each(['none', 'None', 'RS256', 'ES256', 'HS1', ''])('a token with the header algorithm %j', async (alg) => {
    expect(await verify(handmade({ alg }, GOOD))).toBe('unauthorized');
  });

  test('a token without a signature', async () => {
    const unsigned = new UnsecuredJWT(GOOD).encode();
    expect(await verify(unsigned)).toBe('unauthorized');
    const [head, body] = (await sign(GOOD)).split('.');
    for (const token of [`${head}.${body}.`, `${head}.${body}`, `${head}`, '..', 'garbage']) {
      expect(await verify(token)).toBe('unauthorized');
    }
  });

  test('a token with another encoding of its signature, which would have a separate rate limit', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    let token = await sign(GOOD);
    for (let n = 0; !/[-_][^.]*$/.test(token); n++) token = await sign({ ...GOOD, n });
    const last = alphabet.indexOf(token.at(-1) ?? '');
    const bits = [1, 2, 3].map((bit) => token.slice(0, -1) + alphabet[last ^ bit]);
    const [start, end] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.'))];
    const base64 = start + end.replaceAll('-', '+').replaceAll('_', '/');
    for (const other of [...bits, base64, `${token}=`, `${token}==`, `${token}~`, `${token}.`]) {
      expect([other, await verify(other)]).toEqual([other, 'unauthorized']);
    }
    expect(await verify(token)).toBe('good');
  });

  test('a token whose claims were changed', async () => {
    const [head, , signature] = (await sign(GOOD)).split('.');
    const body = Buffer.from(JSON.stringify({ ...GOOD, queries: '*' })).toString('base64url');
    expect(await verify(`${head}.${body}.${signature}`)).toBe('unauthorized');
  });

  test('a token of another key, expired or not', async () => {
    expect(await verify(await sign(GOOD, NEXT))).toBe('unauthorized');
    expect(await verify(await sign({ ...GOOD, exp: inSeconds(-60) }, NEXT))).toBe('unauthorized');
  });
});

test('an expired token is reported as expired, with a tolerance for clock skew', async () => {
  expect(await verify(await sign({ ...GOOD, exp: inSeconds(-3) }))).toBe('good');
  expect(await verify(await sign({ ...GOOD, exp: inSeconds(-7) }))).toBe('token-expired');
  expect(await verify(await sign({ ...GOOD, exp: -1 }))).toBe('token-expired');
});

test('a cached token expires', async () => {
  const tokens = new Tokens(KEY);
  const token = await sign({ ...GOOD, exp: inSeconds(3) });
  await tokens.verify(token);
  vi.setSystemTime(Date.now() + 10_000);
  try {
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'token-expired' });
  } finally {
    vi.useRealTimers();
  }
});

describe('two keys', () => {
  const both = `${NEXT},${KEY}`;

  test('tokens of both keys are accepted, new ones are signed with the first', async () => {
    expect(await verify(await sign(GOOD, KEY), both)).toBe('good');
    expect(await verify(await sign(GOOD, NEXT), both)).toBe('good');
    const made = await new Tokens(both).sign({ queries: [], expiresIn: 60 });
    expect([await verify(made, NEXT), await verify(made, KEY)]).toEqual(['good', 'unauthorized']);
  });

  test.each([`${NEXT}, ${KEY}`, ` ${NEXT} ,\t${KEY} `])(
    'white space around the comma is no part of them: %j',
    async (text) => {
      expect([await verify(await sign(GOOD, NEXT), text), await verify(await sign(GOOD, KEY), text)]).toEqual([
        'good',
        'good',
      ]);
    },
  );

  test('an expired token of the old key is reported as expired', async () => {
    expect(await verify(await sign({ ...GOOD, exp: inSeconds(-60) }, KEY), both)).toBe('token-expired');
  });

  test('tokens signed with the whole text are accepted, too', async () => {
    expect(await verify(await sign(GOOD, both), both)).toBe('good');
  });

  test.each([
    ['a part is short', `${KEY},short`],
    ['two commas could stand between', `${NEXT},${KEY},${NEXT}`],
    ['a comma ends it', `${KEY},`],
  ])('%s is one key, and tokens of its parts are refused', async (_, secret) => {
    expect(await verify(await sign(GOOD, secret), secret)).toBe('good');
    expect(await verify(await sign(GOOD, KEY), secret)).toBe('unauthorized');
    expect(await verify(await new Tokens(secret).sign({ queries: [], expiresIn: 60 }), secret)).toBe('good');
  });
});
