const KEY = 'letz-token';

/**
 * Takes `#token=…` out of the page's address, so that it is not copied with the address. The token is kept in the session
 * storage of the tab, for reloads and other pages of the site. In a frame, whose address is not visible and whose page
 * passes the token each time, the address stays and nothing is kept.
 */
export function takeToken(): string | undefined {
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get('token');
  if (window !== window.top) return token ?? undefined;
  try {
    if (token === null) return sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.setItem(KEY, token);
    hash.delete('token');
    const [address = ''] = location.href.split('#');
    // Relative addresses would be resolved against the page's <base>.
    history.replaceState(history.state, '', address + (hash.size ? `#${hash}` : ''));
  } catch {
    // Without storage, reloads need the address as it is; some pages can't change theirs.
  }
  return token ?? undefined;
}
