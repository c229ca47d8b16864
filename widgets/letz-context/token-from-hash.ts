const KEY = 'letz-token';

/**
 * Takes `#token=…` out of the page's address, so that nobody copies it along with the address. It is kept for this tab,
 * for reloads and the site's other pages, and gone with the tab. A framed page's address is seen by nobody, and its frame
 * brings the token each time: there it stays where it is, and nothing is kept.
 */
export function takeToken(): string | undefined {
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get('token');
  if (window !== window.top) return token ?? undefined;
  try {
    if (token === null) return sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.setItem(KEY, token);
  } catch {
    return token ?? undefined; // Nothing can be kept here: reloads need the address as it is.
  }
  hash.delete('token');
  const rest = hash.size ? `#${hash}` : '';
  history.replaceState(history.state, '', location.pathname + location.search + rest);
  return token;
}
