import { html } from 'hono/html';
import { readSearch } from '../../params/decode.ts';
import { ProblemError } from '../../shared/problems.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { json, operation } from '../openapi-operation.ts';
import { OEMBED } from '../openapi-schemas.ts';
import { publicUrl } from '../public-url.ts';
import { invalid, readEmbed } from './embed.ts';

/** Width of a frame in pixels, for consumers that need a number: frames take any width. */
const WIDTH = 640;
const ONE_DAY = 86_400;

/** Natural height of each widget at that width, in pixels. */
const HEIGHTS: Readonly<Record<string, number>> = {
  'letz-metric': 200,
  'letz-chart': 400,
  'letz-heatmap': 420,
  'letz-funnel': 380,
  'letz-conversation': 520,
  'letz-query-table': 500,
  'letz-params': 160,
  'letz-query-runner': 760,
  'letz-schema-browser': 600,
};
const DEFAULT_HEIGHT = 400;

/** `GET /oembed`: the description of an embed page (oembed.com, version 1.0). */
export const oEmbedEndpoint = ({ gateway: { config }, widgets }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/oembed', (c) => {
      const search = readSearch(new URL(c.req.url).search);
      const base = publicUrl(c, config);
      const { url, name } = readEmbedUrl(search.get('url'), base, config.PUBLIC_ORIGIN !== undefined);
      if (search.get('format') === 'xml') throw invalid('format', 'The description is available as JSON only.');
      const { title, elements } = readEmbed(name, url.search, widgets);
      const natural = elements.reduce((sum, { tag }) => sum + (HEIGHTS[tag] ?? DEFAULT_HEIGHT), 0);
      const width = atMost(WIDTH, 'maxwidth', search);
      const height = atMost(natural, 'maxheight', search);
      const frame = html`<iframe src="${url.href}" title="${title}" width="${width}" height="${height}"></iframe>`;
      c.header('Cache-Control', 'no-cache');
      return c.json({
        version: '1.0',
        type: 'rich',
        title,
        provider_name: 'letz-widgets',
        provider_url: base,
        cache_age: ONE_DAY,
        html: frame.toString(),
        width,
        height,
      });
    });
  },
  paths: () => ({
    '/oembed': {
      get: {
        ...operation('describeEmbed', 'The oEmbed description of an embed page', json(OEMBED), [
          'invalid-parameter',
          'not-found',
        ]),
        parameters: [{ name: 'url', in: 'query', required: true, schema: { type: 'string' } }],
      },
    },
  }),
});

/**
 * Reads the URL of an embed page of this gateway, without its fragment, which may hold a token.
 * @param exact true if the path of `base` is known; else a proxy or a server may have stripped one
 */
function readEmbedUrl(text: string | undefined, base: string, exact: boolean): { url: URL; name: string } {
  if (text === undefined || !URL.canParse(text)) throw invalid('url', 'url must be the address of an embed page.');
  const url = new URL(text);
  const own = new URL(base);
  const [, path = '', name] = /^(.*)\/embed\/([^/]+)$/.exec(url.pathname) ?? [];
  const samePath = exact ? path === own.pathname.replace(/\/$/, '') : true;
  // The scheme is not compared: a proxy that terminates TLS may not be known.
  if (name === undefined || !samePath || url.host !== own.host || !/^https?:$/.test(url.protocol)) {
    throw new ProblemError('not-found', 'Only embed pages of this gateway are described here.');
  }
  url.hash = url.username = url.password = '';
  return { url, name };
}

/** A length of the description, limited by what the consumer accepts. */
function atMost(length: number, name: string, search: ReadonlyMap<string, string>): number {
  const most = search.get(name) ?? String(length);
  if (!/^[1-9]\d{0,5}$/.test(most)) throw invalid(name, `${name} must be a whole number of pixels.`);
  return Math.min(length, Number(most));
}
