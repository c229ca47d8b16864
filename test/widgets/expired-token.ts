/** A token that was good long ago, signed like the gateway's own, in the browser. */
export async function expiredToken(): Promise<string> {
  const text = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const head = `${text({ alg: 'HS256' })}.${text({ aud: 'letz-gateway', exp: 1_000_000_000, queries: '*' })}`;
  const secret = new TextEncoder().encode('the secret of the tests, long enough for HS256');
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(head));
  return `${head}.${base64url(new Uint8Array(signature))}`;
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
