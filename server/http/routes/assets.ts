import { readdirSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type Next } from 'hono';
import { pagePolicy } from '../security-headers.ts';

/** A year: for files whose name changes with their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

const PAGES = /^[\w-]+\.(html|css|svg|png)$/;

/** The widgets' scripts, for pages of any origin, and the demo's pages. */
export function assets({ dist, demo }: { dist: string; demo: string }): Hono {
  const app = new Hono();
  const policy = pagePolicy([]);

  async function script(c: Context, next: Next): Promise<void> {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header('Cache-Control', c.req.path.startsWith('/chunks/') ? IMMUTABLE : 'public, no-cache');
    await next();
  }

  async function page(c: Context, next: Next): Promise<void> {
    c.header('Content-Security-Policy', policy);
    c.header('Cache-Control', 'no-cache');
    await next();
  }

  app.get('/letz.js', script, serveStatic({ root: dist }));
  app.get('/letz.js.map', script, serveStatic({ root: dist }));
  app.get('/widgets/:file{letz-[a-z-]+\\.js(?:\\.map)?}', script, serveStatic({ root: dist }));
  app.get('/chunks/:file{[\\w-]+\\.js(?:\\.map)?}', script, serveStatic({ root: dist }));
  app.get('/', page, serveStatic({ root: demo, path: 'index.html' }));
  // Each by its name: a pattern for all of them is beyond Hono's fast router, and every request would pay for that.
  for (const file of readdirSync(demo).filter((name) => PAGES.test(name))) {
    app.get(`/${file}`, page, serveStatic({ root: demo }));
  }
  return app;
}
