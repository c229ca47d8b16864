import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** A year: for files whose name changes with their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The widgets' scripts, for pages of any origin, and the demo's pages. */
export function assets({ dist, demo }: { dist: string; demo: string }): Hono {
  const app = new Hono();
  app.use('*', async function crossOrigin(c, next) {
    await next();
    if (!/^\/(letz\.js|widgets\/|chunks\/)/.test(c.req.path)) return;
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header('Cache-Control', c.req.path.startsWith('/chunks/') ? IMMUTABLE : 'public, no-cache');
  });
  app.get('/letz.js', serveStatic({ root: dist }));
  app.get('/letz.js.map', serveStatic({ root: dist }));
  app.get('/widgets/:file{letz-[a-z-]+\\.js(?:\\.map)?}', serveStatic({ root: dist }));
  app.get('/chunks/:file{[\\w-]+\\.js(?:\\.map)?}', serveStatic({ root: dist }));
  app.get('/', serveStatic({ root: demo, path: 'index.html' }));
  app.get('/:file{[\\w-]+\\.(?:html|css|svg|png)}', serveStatic({ root: demo }));
  return app;
}
