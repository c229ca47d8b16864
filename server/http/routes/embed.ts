import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { readJson, readSearch } from '../../params/decode.ts';
import type { Config } from '../../shared/config.ts';
import { ProblemError } from '../../shared/problems.ts';
import { EMBED_WIDGETS, type EmbedWidget, SHARED_ATTRIBUTES } from '../embed-widgets.ts';
import { pagePolicy } from '../security-headers.ts';

/** A frame is as wide as its page lets it be; this is for those who ask for a number. */
const WIDTH = 640;
const ONE_DAY = 86_400;

/** Pages with one widget each, for frames on pages that take no script, and their description (oembed.com, version 1.0). */
export function embeds({ ALLOWED_ORIGINS, PUBLIC_ORIGIN }: Config, { dist }: { dist: string }): Hono {
  const app = new Hono();
  const policy = pagePolicy(ALLOWED_ORIGINS);
  const ownOrigin = (c: Context) => PUBLIC_ORIGIN ?? new URL(c.req.url).origin;

  app.get('/embed/frame.js', serveStatic({ root: dist }));

  app.get('/embed/:widget', (c) => {
    const tag = c.req.param('widget');
    const widget = findWidget(tag);
    const { pathname, search } = new URL(c.req.url);
    const attributes = readAttributes(widget, readSearch(search));
    c.header('Content-Security-Policy', policy);
    c.header('Cache-Control', 'no-cache');
    // A page that isolates itself (COEP) may frame only what does so, too, and says that it may be framed.
    c.header('Cross-Origin-Embedder-Policy', 'require-corp');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    return c.html(page(tag, attributes, `${ownOrigin(c)}${pathname}${search}`, ownOrigin(c)));
  });

  app.get('/oembed', (c) => {
    const asked = readSearch(new URL(c.req.url).search);
    const own = ownOrigin(c);
    const { url, tag } = readEmbedUrl(asked.get('url'), own);
    if (asked.get('format') === 'xml') throw invalid('format', 'The description is there as JSON only.');
    const widget = findWidget(tag);
    const title = titleOf(tag, readAttributes(widget, readSearch(url.search)));
    const width = atMost(WIDTH, 'maxwidth', asked);
    const height = atMost(widget.height, 'maxheight', asked);
    const frame = html`<iframe src="${url.href}" title="${title}" width="${width}" height="${height}"></iframe>`;
    c.header('Cache-Control', 'no-cache');
    return c.json({
      version: '1.0',
      type: 'rich',
      title,
      provider_name: 'letz-widgets',
      provider_url: own,
      cache_age: ONE_DAY,
      html: frame.toString(),
      width,
      height,
    });
  });
  return app;
}

const invalid = (param: string, detail: string) => new ProblemError('invalid-parameter', detail, { param });

function findWidget(tag: string): EmbedWidget {
  const widget = EMBED_WIDGETS.get(tag);
  if (widget) return widget;
  throw new ProblemError('not-found', `There is no such widget; there are ${[...EMBED_WIDGETS.keys()].join(', ')}.`);
}

/** The widget's attributes of an address; what is none of its attributes is a parameter of its query. */
function readAttributes({ attributes }: EmbedWidget, search: Map<string, string>): Map<string, string> {
  const known = [...SHARED_ATTRIBUTES, ...attributes];
  const result = new Map<string, string>();
  const params: Record<string, unknown> = {};
  for (const [name, value] of search) {
    if (name === 'token')
      throw invalid(name, 'A token stands after #, as in #token=…: what is before it gets into logs.');
    if (name === 'gateway') throw invalid(name, 'The gateway of an embed page is the one that serves it.');
    if (name === 'params') Object.assign(params, Object.fromEntries(readJson(parseObject(value))));
    else if (!known.includes(name)) params[name] = value;
    // The widget's flags are on as soon as they stand there.
    else if (value !== 'false') result.set(name, value);
  }
  if (Object.keys(params).length) result.set('params', JSON.stringify(params));
  return result;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw invalid('params', 'params must be JSON such as {"days": 30}.');
}

const titleOf = (tag: string, attributes: Map<string, string>) =>
  attributes.get('label') ?? attributes.get('query') ?? tag;

/** The heading is for those who hear the page: what others see is the widget alone. */
function page(tag: string, attributes: Map<string, string>, url: string, origin: string) {
  const title = titleOf(tag, attributes);
  const theme = attributes.get('theme');
  const scheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
  // Names of attributes are ours; values are the caller's and so escaped.
  const written = [...attributes].map(([name, value]) => html` ${raw(name)}="${value}"`);
  return html`<!doctype html>
<html lang="${attributes.get('locale') ?? 'en'}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${scheme}">
    <title>${title}</title>
    <link rel="icon" href="/icon.svg">
    <link rel="alternate" type="application/json+oembed" href="${origin}/oembed?url=${encodeURIComponent(url)}">
    <script type="module" src="/letz.js"></script>
    <script type="module" src="/embed/frame.js"></script>
  </head>
  <body>
    <main>
      <span role="heading" aria-level="1" aria-label="${title}"></span>
      <letz-context token-from-hash><${raw(tag)}${written}></${raw(tag)}></letz-context>
    </main>
  </body>
</html>
`;
}

/** The address of one of our embed pages, without its fragment: a token in there is for browsers alone. */
function readEmbedUrl(text: string | undefined, own: string): { url: URL; tag: string } {
  if (text === undefined || !URL.canParse(text)) throw invalid('url', 'url must be the address of an embed page.');
  const url = new URL(text);
  const [, tag] = /^\/embed\/([^/]+)$/.exec(url.pathname) ?? [];
  // Where a proxy speaks TLS for us, we don't know.
  if (tag === undefined || url.host !== new URL(own).host || !/^https?:$/.test(url.protocol)) {
    throw new ProblemError('not-found', 'Only the embed pages of this gateway are described here.');
  }
  url.hash = url.username = url.password = '';
  return { url, tag };
}

/** A length of the description, if the caller can take it. */
function atMost(length: number, name: string, asked: Map<string, string>): number {
  const most = asked.get(name) ?? String(length);
  if (!/^[1-9]\d{0,5}$/.test(most)) throw invalid(name, `${name} must be a whole number of pixels.`);
  return Math.min(length, Number(most));
}
