import { errors, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Params } from '../contract/value.ts';
import { ProblemError } from '../shared/problems.ts';
import { splitKeys } from '../shared/signing-keys.ts';

/** Rights that a token grants. */
export interface Claims {
  /** Names of queries; `*` for all. */
  queries: ReadonlySet<string> | '*';
  /** Locked values by parameter. */
  params: Params;
  pii: boolean;
  schema: boolean;
  /** True to see the SQL of the queries that the token allows. */
  explain: boolean;
  /** Expiry in milliseconds since 1970. */
  until: number;
}

export interface NewToken {
  queries: string[] | '*';
  params?: Params;
  pii?: boolean;
  schema?: boolean;
  explain?: boolean;
  /** Seconds from now. */
  expiresIn: number;
}

const AUDIENCE = 'letz-gateway';
/** Tolerated clock skew in seconds. */
const CLOCK_SKEW = 5;

/** Signs and verifies JWTs (RFC 7519), HS256 with the secret's text as key. */
export class Tokens {
  /** The whole text of the secret, then, during a key rotation, the new and the old key. */
  readonly #keys: Uint8Array[];
  /** Cache of verified tokens; `verify` checks the expiry of each again. */
  readonly #verified = new LRUCache<string, Claims>({ max: 1000 });

  /** @param secret the key; during a key rotation the new and the old key, separated by a comma */
  constructor(secret: string) {
    this.#keys = [secret, ...splitKeys(secret)].map((key) => new TextEncoder().encode(key));
  }

  sign({ expiresIn, ...claims }: NewToken): Promise<string> {
    // During a key rotation the new key signs.
    const key = this.#keys[1] ?? this.#keys[0] ?? new Uint8Array();
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(AUDIENCE)
      .setExpirationTime(new Date(Date.now() + expiresIn * 1000))
      .sign(key);
  }

  /** @throws {ProblemError} `token-expired` or `unauthorized` */
  async verify(token: string): Promise<Claims> {
    const known = this.#verified.get(token);
    // Once expired, a token is checked in full, which tolerates clock skew.
    if (known && Date.now() < known.until) return known;
    const { payload } = await this.#check(token);
    const claims = readClaims(payload);
    this.#verified.set(token, claims);
    return claims;
  }

  async #check(token: string): Promise<JWTVerifyResult> {
    if (!hasCanonicalSignature(token))
      throw new ProblemError('unauthorized', 'The token is not a valid JWS (RFC 7515).');
    let failure: unknown;
    for (const key of this.#keys) {
      try {
        return await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: AUDIENCE,
          requiredClaims: ['exp'],
          clockTolerance: CLOCK_SKEW,
        });
      } catch (error) {
        failure = error;
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
      }
    }
    if (failure instanceof errors.JWTExpired) {
      throw new ProblemError('token-expired', 'The token has expired; request a new one.');
    }
    throw new ProblemError('unauthorized', 'The gateway does not accept this token.', { cause: failure });
  }
}

/**
 * True if the signature is in canonical base64url. Padding or set trailing bits would give several spellings of one token,
 * each with a rate limit of its own.
 */
function hasCanonicalSignature(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

function readClaims({ queries, params = {}, pii, schema, explain, exp }: Record<string, unknown>): Claims {
  const names = Array.isArray(queries) ? queries.filter((name) => typeof name === 'string') : [];
  if (!isParams(params)) {
    throw new ProblemError(
      'unauthorized',
      "The token's claim params must be an object of strings, numbers, booleans and nulls.",
    );
  }
  return {
    queries: queries === '*' ? '*' : new Set(names),
    params,
    pii: pii === true,
    schema: schema === true,
    explain: explain === true,
    until: Number(exp) * 1000,
  };
}

function isParams(params: unknown): params is Params {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return false;
  return Object.values(params).every(
    (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  );
}
