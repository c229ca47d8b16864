import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { CountEvent } from '../redis/counter.ts';
import type { Config } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';
import { Access, type PublicAccess } from './access.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Tokens } from './tokens.ts';

/**
 * Authenticates a request and returns its rights.
 * @throws {ProblemError} `unauthorized` or `token-expired` for an invalid token, also for public queries; `rate-limited`
 */
export type Authenticate = (c: Context) => Promise<Access>;

/** Default rate limit if the gateway listens on another address than loopback. */
const DEFAULT_PER_MINUTE = 600;

/** Requests per minute and client; 0: no limit. */
const requestsPerMinute = ({ RATE_LIMIT_PER_MINUTE, loopback }: Config): number =>
  RATE_LIMIT_PER_MINUTE ?? (loopback ? 0 : DEFAULT_PER_MINUTE);

/** Creates the authentication of requests, with a rate limit per token or address. */
export function createAuthenticate(
  config: Config,
  tokens: Tokens,
  open: PublicAccess,
  countEvent: CountEvent | undefined,
): Authenticate {
  const limit = createRateLimit(requestsPerMinute(config), countEvent);
  const anonymous = new Access(open, undefined);

  return async function authenticate(c) {
    const header = c.req.header('Authorization');
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(header ?? '') ?? [];
    const claims =
      token === undefined ? undefined : await tokens.verify(token).catch((error: unknown) => error as Error);
    // Only a valid token has a limit of its own: with invented ones a client would never reach its limit.
    const isValid = claims !== undefined && !(claims instanceof Error);
    await limit(isValid ? `token ${token}` : `address ${address(c, config.TRUSTED_PROXIES)}`);
    if (header !== undefined && token === undefined) {
      throw new ProblemError('unauthorized', 'The Authorization header must be "Bearer" followed by a token.');
    }
    if (claims instanceof Error) throw claims;
    return claims ? new Access(open, claims) : anonymous;
  };
}

/** The client's address. Of `X-Forwarded-For` only the entries that trusted proxies have added are read. */
function address(c: Context, proxies: number): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  const [forwarded = ''] = proxies ? (c.req.header('X-Forwarded-For') ?? '').split(',').slice(-proxies) : [];
  return isIP(forwarded.trim()) ? forwarded.trim() : (bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}
