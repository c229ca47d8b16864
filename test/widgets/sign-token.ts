/** Signs a token as the gateway of the tests does. */
export async function signToken(claims: object): Promise<string> {
  const text = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const head = `${text({ alg: 'HS256' })}.${text({ aud: 'letz-gateway', ...claims })}`;
  const secret = new TextEncoder().encode('the secret of the tests, long enough for HS256');
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(head));
  return `${head}.${base64url(new Uint8Array(signature))}`;
}

/** A token for all queries that expired in 2001. */
export const expiredToken = (): Promise<string> => signToken({ exp: 1_000_000_000, queries: '*' });

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
