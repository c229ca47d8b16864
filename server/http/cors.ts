import type { MiddlewareHandler } from 'hono';
import { originMatcher } from '../shared/origins.ts';

const PREFLIGHT_SECONDS = 7200;
const EXPOSED = 'ETag, Content-Disposition, Letz-Contract, Retry-After, Server-Timing, X-Request-Id';

/**
 * Cross-origin access to `/api` (Fetch standard, "CORS protocol"). Hono's own `cors` sets headers after the handler, which
 * takes @hono/node-server off its fast path: a cached result took nine times as long.
 * @param allowedOrigins exact origins, patterns and `null`, as in `ALLOWED_ORIGINS`
 */
export function cors(allowedOrigins: readonly string[]): MiddlewareHandler {
  const isAllowed = originMatcher(allowedOrigins);
  return async function allowOrigins(c, next) {
    if (!c.req.path.startsWith('/api/')) return next();
    const origin = c.req.header('Origin');
    const allowed = origin !== undefined && isAllowed(origin);
    c.header('Vary', 'Origin, Authorization, Accept-Encoding');
    if (allowed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', EXPOSED);
    }
    if (c.req.method !== 'OPTIONS') return next();
    if (allowed) {
      c.header('Access-Control-Allow-Methods', 'GET, POST');
      c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-None-Match');
      c.header('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
    }
    return c.body(null, 204);
  };
}
