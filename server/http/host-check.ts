import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';

/**
 * Refuses requests to a name that isn't ours. On loopback a stranger's page can give its own name this machine's address
 * (DNS rebinding), and would then read as if it were our page. An address can't be rebound, so all of them are right.
 * Where others reach the gateway and nobody said under which name, any is: what a page gets there, its server gets too.
 */
export function knownHosts({ HOST, PUBLIC_ORIGIN, loopback }: Config): MiddlewareHandler {
  const names = ['localhost', HOST, ...(PUBLIC_ORIGIN ? [new URL(PUBLIC_ORIGIN).hostname] : [])];
  const known = new Set(names.map((name) => name.toLowerCase()));
  const check = loopback || PUBLIC_ORIGIN !== undefined;
  /** The name that was found good last: most requests go by the same. */
  let last: string | undefined;
  return function knownHost(c, next) {
    const host = c.req.header('Host') ?? 'localhost';
    if (check && host !== last && !isOurs(host, known)) {
      throw new ProblemError('forbidden', 'The gateway does not go by this name; PUBLIC_ORIGIN gives it one.');
    }
    last = host;
    return next();
  };
}

function isOurs(host: string, known: ReadonlySet<string>): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return known.has(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
