/** True for an exact origin, as an `Origin` header holds it, such as `https://admin.example.org`. */
export const isOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text) && !text.includes('*');

/** True for a pattern such as `https://*.example.org`: `*` is the first label of the host, at least two follow. */
export const isOriginPattern = (text: string): boolean =>
  /^https?:\/\/\*\.[^*.]+\.[^*]+$/.test(text) && isOrigin(text.replace('*', 'label'));

/** True for an exact origin with an optional path such as `https://example.org/letz`, without a slash at the end. */
export function isPublicOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, pathname } = new URL(text);
  return isOrigin(origin) && text === origin + pathname.replace(/\/$/, '');
}

/**
 * Matches `Origin` headers against a list of exact origins, patterns and `null`. As a header is matched for CORS, `*`
 * stands for one label: `https://*.example.org` matches `https://a.example.org`, not `https://a.b.example.org`.
 */
export function originMatcher(allowed: readonly string[]): (origin: string) => boolean {
  const exact = new Set(allowed);
  const patterns = allowed.filter(isOriginPattern).map((pattern) => pattern.split('*'));
  return (origin) =>
    exact.has(origin) ||
    patterns.some(([start = '', end = '']) => {
      const label = origin.slice(start.length, -end.length);
      return origin.startsWith(start) && origin.endsWith(end) && /^[\w-]+$/.test(label);
    });
}
