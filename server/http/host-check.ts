import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';

/**
 * Refuses requests whose `Host` is not a name of this gateway. On loopback, a foreign page could give its own name this
 * machine's address (DNS rebinding) and read answers as if it had the gateway's origin. IP addresses cannot be rebound, so
 * all are accepted. Without `PUBLIC_ORIGIN`, a gateway that others can reach accepts any name: its names are unknown, and a
 * foreign page can read nothing that its server could not.
 */
export function hostCheck({ HOST, PUBLIC_ORIGIN, loopback }: Config): MiddlewareHandler {
  const names = ['localhost', HOST, ...(PUBLIC_ORIGIN ? [new URL(PUBLIC_ORIGIN).hostname] : [])];
  const known = new Set(names.map((name) => name.toLowerCase()));
  const enabled = loopback || PUBLIC_ORIGIN !== undefined;
  /** The host accepted last: most requests have the same. */
  let accepted: string | undefined;
  return function checkHost(c, next) {
    const host = c.req.header('Host') ?? 'localhost';
    if (enabled && host !== accepted && !isKnown(host, known)) {
      throw new ProblemError(
        'forbidden',
        'The Host header is not a name of this gateway; the setting PUBLIC_ORIGIN adds one.',
      );
    }
    accepted = host;
    return next();
  };
}

function isKnown(host: string, known: ReadonlySet<string>): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return known.has(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
