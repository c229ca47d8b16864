import type { MiddlewareHandler } from 'hono';

const PREFLIGHT_SECONDS = 7200;

/**
 * What every answer says, whatever becomes of it, and who may read it across origins (Fetch standard, "CORS protocol").
 * Hono's own `cors` and headers set after the handler turn an answer into a full `Response`, which takes
 * @hono/node-server off its quick path: a kept result was nine times slower.
 * @param origins exact origins that may fetch from `/api`
 */
export function commonHeaders(origins: readonly string[]): MiddlewareHandler {
  return async function headers(c, next) {
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    if (!c.req.path.startsWith('/api/')) return next();

    const origin = c.req.header('Origin');
    const allowed = origin !== undefined && origins.includes(origin);
    c.header('Vary', 'Origin, Authorization');
    if (allowed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', 'ETag, Content-Disposition, Retry-After');
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
