// A server-rendered admin site with sessions, whose pages show widgets. See README.md.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { adminPage, signInPage } from './pages.js';
import { addUser, signIn, signOut, userOf } from './sessions.js';
import { signToken } from './tokens.js';

const { LETZ_SECRET = '', GATEWAY = 'http://127.0.0.1:8787', PORT = '8080', HOST = '127.0.0.1' } = process.env;
if (!LETZ_SECRET) throw new Error("LETZ_SECRET must be set to the gateway's.");

const MAX_BODY = 10_000;
const COOKIE = 'session';
const FILES = { '/admin.js': 'text/javascript', '/admin.css': 'text/css' };

addUser('ana', 'analyst', 'an example password');
addUser('sam', 'support', 'another example password');

const HEADERS = {
  // No 'unsafe-inline' and no 'unsafe-eval': the widgets need neither.
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src 'self' ${GATEWAY}`,
    `connect-src 'self' ${GATEWAY}`,
    "style-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

const server = createServer(async (request, response) => {
  const send = (status, body = '', headers = {}) => {
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  };
  const redirect = (path, headers = {}) => send(303, '', { Location: path, ...headers });
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const [, id = ''] = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(request.headers.cookie ?? '') ?? [];
    const user = userOf(id);
    // A page of another site can't post with the user's session.
    if (request.method === 'POST' && !isSameOrigin(request)) return send(403, 'Forbidden');

    switch (`${request.method} ${pathname}`) {
      case 'GET /':
        return user ? send(200, adminPage(GATEWAY, user)) : redirect('/sign-in');
      case 'GET /sign-in':
        return send(200, signInPage(GATEWAY, false));
      case 'POST /sign-in': {
        const form = new URLSearchParams(await readBody(request));
        const session = signIn(form.get('name') ?? '', form.get('password') ?? '');
        return session ? redirect('/', { 'Set-Cookie': cookie(session) }) : send(401, signInPage(GATEWAY, true));
      }
      case 'POST /sign-out':
        signOut(id);
        return redirect('/sign-in', { 'Set-Cookie': cookie('', 0) });
      case 'POST /token':
        if (!user) return send(401, 'Sign in.');
        return send(200, await signToken(user.role, LETZ_SECRET), { 'Content-Type': 'text/plain' });
      default: {
        const type = request.method === 'GET' ? FILES[pathname] : undefined;
        if (!type) return send(404, 'Not found');
        return send(200, readFileSync(join(import.meta.dirname, pathname)), { 'Content-Type': type });
      }
    }
  } catch (error) {
    console.error(error);
    if (!response.headersSent) send(500, 'Internal error');
  }
});

/** Behind TLS, add `Secure` and the prefix `__Host-`. */
const cookie = (value, maxAge = 8 * 3600) => `${COOKIE}=${value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${maxAge}`;

/** @param {import('node:http').IncomingMessage} request */
function isSameOrigin({ headers }) {
  return headers.origin !== undefined && new URL(headers.origin).host === headers.host;
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > MAX_BODY) throw new Error('The form is too large.');
  }
  return body;
}

server.listen(Number(PORT), HOST, () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`http://${HOST}:${address?.port}/`);
});
