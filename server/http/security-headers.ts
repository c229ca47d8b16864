import type { MiddlewareHandler } from 'hono';
import { CONTRACT_VERSION } from '../contract/batch.ts';

/**
 * Sets the headers of every response: the contract's version, and those that keep browsers from guessing content types,
 * sending referrers and lending responses to other origins. Handlers of scripts and embed pages override the last.
 */
export function securityHeaders(): MiddlewareHandler {
  return function headers(c, next) {
    c.header('Letz-Contract', String(CONTRACT_VERSION));
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    return next();
  };
}

/**
 * Content security policy of the gateway's pages: scripts, styles, images, data and frames of their own origin only. The
 * widgets' styles are adopted style sheets, which need no permission.
 * @param allowedOrigins origins that may frame the page, besides the gateway's own; `null` cannot frame
 */
export function contentSecurityPolicy(allowedOrigins: readonly string[]): string {
  const ancestors = ["'self'", ...allowedOrigins.filter((origin) => origin !== 'null')];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}
