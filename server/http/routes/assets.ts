import { readdirSync } from 'node:fs';
import type { Context, Next } from 'hono';
import { readBrowserBuild, versionedPath } from '../browser-build.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { contentSecurityPolicy } from '../security-headers.ts';
import { StaticFiles } from '../static-files.ts';

/** A year: for files whose name changes with their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Revalidated with each use. */
const REVALIDATED = 'public, no-cache';

const PAGES = /^[\w-]+\.(html|css|js|svg|png)$/;

/** The widgets' scripts, which pages of any origin may load, and the demo's pages. */
export const assetsEndpoint = ({ folders: { browser, demo } }: EndpointContext): Endpoint => ({
  add(app) {
    const build = new StaticFiles(browser);
    const pages = new StaticFiles(demo);

    const script = (path: string | undefined, cacheControl: string) => async (c: Context, next: Next) => {
      const headers = {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': cacheControl,
      };
      return (await build.respond(c, path ?? c.req.path.slice(1), headers)) ?? next();
    };

    app.get('/letz.js', script('letz.js', REVALIDATED));
    app.get('/letz.js.map', script('letz.js.map', REVALIDATED));
    const description = readBrowserBuild(browser);
    if (description) app.get(versionedPath(description), script('letz.js', IMMUTABLE));
    app.get('/widgets/:file{letz-[a-z-]+\\.js(?:\\.map)?}', script(undefined, REVALIDATED));
    app.get('/chunks/:file{[\\w.-]+\\.js(?:\\.map)?}', script(undefined, IMMUTABLE));
    app.get('/embed/frame.js', script('embed/frame.js', REVALIDATED));

    const policy = contentSecurityPolicy([]);
    const page = (path: string) => async (c: Context, next: Next) => {
      const headers: Record<string, string> = { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' };
      // Also the icon of embed pages in sandboxed frames, whose origin is opaque.
      if (path.endsWith('.svg')) headers['Cross-Origin-Resource-Policy'] = 'cross-origin';
      return (await pages.respond(c, path, headers)) ?? next();
    };
    app.get('/', page('index.html'));
    // One route per file: Hono's RegExpRouter supports no pattern at the root.
    for (const file of readdirSync(demo).filter((name) => PAGES.test(name))) app.get(`/${file}`, page(file));
  },
  paths: () => ({}),
});
