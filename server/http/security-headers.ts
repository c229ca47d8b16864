import type { MiddlewareHandler } from 'hono';

const PREFLIGHT_SECONDS = 7200;
const EXPOSED = 'ETag, Content-Disposition, Retry-After, Server-Timing, X-Request-Id';

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
    // Of no consequence for what CORS allows; embeds and scripts say otherwise.
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    if (!c.req.path.startsWith('/api/')) return next();

    const origin = c.req.header('Origin');
    const allowed = origin !== undefined && origins.includes(origin);
    c.header('Vary', 'Origin, Authorization');
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

/**
 * The content security policy of our own pages: the widgets need scripts and data of their origin, and nothing else.
 * Styles are adopted and so need no leave; the page's own sheet does.
 * @param framedBy who may frame the page, besides the gateway's own pages
 */
export function pagePolicy(framedBy: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...framedBy].join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}
