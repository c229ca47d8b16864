import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Config } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';
import { Access, type PublicAccess } from './access.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Tokens } from './tokens.ts';

/** The rights of whoever asks. @throws {ProblemError} `unauthorized` or `token-expired` for a bad token, even where none is needed; `rate-limited` */
export type Caller = (c: Context) => Promise<Access>;

/** Requests a minute where others can reach the gateway and nobody said how many. */
const PER_MINUTE = 600;

/** Requests that a caller has a minute; 0: as many as it likes. */
const requestsPerMinute = ({ RATE_LIMIT_PER_MINUTE, loopback }: Config): number =>
  RATE_LIMIT_PER_MINUTE ?? (loopback ? 0 : PER_MINUTE);

/** Reads callers' tokens and counts their requests. */
export function callers(config: Config, tokens: Tokens, open: PublicAccess): Caller {
  const limit = createRateLimit(requestsPerMinute(config));
  const nobody = new Access(open, undefined);

  return async function caller(c) {
    const header = c.req.header('Authorization');
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(header ?? '') ?? [];
    const claims =
      token === undefined ? undefined : await tokens.verify(token).catch((error: unknown) => error as Error);
    // Only a token that is good counts by itself: else whoever makes tokens up would never reach the limit.
    const trusted = claims !== undefined && !(claims instanceof Error);
    await limit(trusted ? `token ${token}` : `address ${address(c, config.TRUSTED_PROXIES)}`);
    if (header !== undefined && token === undefined) {
      throw new ProblemError('unauthorized', 'The Authorization header must be "Bearer" and a token.');
    }
    if (claims instanceof Error) throw claims;
    return claims ? new Access(open, claims) : nobody;
  };
}

/** Who is at the other end of the connection; with proxies, what the outermost of them saw. Anybody can send the header: only what they added counts. */
function address(c: Context, proxies: number): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  const [forwarded = ''] = proxies ? (c.req.header('X-Forwarded-For') ?? '').split(',').slice(-proxies) : [];
  return isIP(forwarded.trim()) ? forwarded.trim() : (bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}
