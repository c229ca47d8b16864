/** True if a text has the form of a JSON Web Token: three parts, the first of them a JSON object. */
export function isJwt(token: string): boolean {
  const [, header] = /^([\w-]+)\.[\w-]+\.[\w-]*$/.exec(token) ?? [];
  if (!header) return false;
  try {
    return typeof JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/'))) === 'object';
  } catch {
    return false;
  }
}
