import { errors, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Params } from '../contract/value.ts';
import { ProblemError } from '../shared/problems.ts';
import { splitKeys } from '../shared/signing-keys.ts';

/** What a token opens. Whatever a claim doesn't plainly say is not allowed. */
export interface Claims {
  /** Names of queries, or all of them. */
  queries: ReadonlySet<string> | '*';
  /** Locked values by parameter. */
  params: Params;
  pii: boolean;
  schema: boolean;
  /** Milliseconds since 1970 until which the token needs no other look. */
  until: number;
}

export interface NewToken {
  queries: string[] | '*';
  params?: Params;
  pii?: boolean;
  schema?: boolean;
  /** Seconds from now. */
  expiresIn: number;
}

const AUDIENCE = 'letz-gateway';
/** How far clocks may differ, in seconds. */
const CLOCK_SKEW = 5;

/** Signs and reads JWTs, RFC 7519, HS256 with the secret's text as key. */
export class Tokens {
  readonly #keys: Uint8Array[];
  /** Tokens found good, so that each is checked once and not with every request. */
  readonly #known = new LRUCache<string, Claims>({ max: 1000 });

  /** @param secret the key; or, while it is being changed, the new and the old one separated by a comma */
  constructor(secret: string) {
    this.#keys = [secret, ...splitKeys(secret)].map((key) => new TextEncoder().encode(key));
  }

  sign({ expiresIn, ...claims }: NewToken): Promise<string> {
    // While keys change, new tokens are of the new one.
    const key = this.#keys[1] ?? this.#keys[0] ?? new Uint8Array();
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(AUDIENCE)
      .setExpirationTime(new Date(Date.now() + expiresIn * 1000))
      .sign(key);
  }

  /** @throws {ProblemError} `token-expired`, or `unauthorized` for whatever else is wrong with it. */
  async verify(token: string): Promise<Claims> {
    const known = this.#known.get(token);
    if (known && Date.now() < known.until) return known;
    const { payload } = await this.#check(token);
    const claims = readClaims(payload);
    this.#known.set(token, claims);
    return claims;
  }

  async #check(token: string): Promise<JWTVerifyResult> {
    if (!hasOneSpelling(token)) throw new ProblemError('unauthorized', 'The token is not written as RFC 7515 says.');
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
      throw new ProblemError('token-expired', 'The token has expired; ask for a new one.');
    }
    throw new ProblemError('unauthorized', 'The token is not one that this gateway accepts.', { cause: failure });
  }
}

/**
 * Whether the signature is written in the one way that base64url has for it: padding, or other bits at its end, would make
 * more tokens of one, and each would have a rate limit of its own. Of what is signed every letter counts anyway.
 */
function hasOneSpelling(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

function readClaims({ queries, params = {}, pii, schema, exp }: Record<string, unknown>): Claims {
  const names = Array.isArray(queries) ? queries.filter((name) => typeof name === 'string') : [];
  if (!isParams(params)) {
    throw new ProblemError('unauthorized', "The token's claim params must be an object of plain values.");
  }
  return {
    queries: queries === '*' ? '*' : new Set(names),
    params,
    pii: pii === true,
    schema: schema === true,
    until: Number(exp) * 1000,
  };
}

function isParams(params: unknown): params is Params {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return false;
  return Object.values(params).every(
    (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  );
}
