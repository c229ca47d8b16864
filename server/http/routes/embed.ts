import type { Context } from 'hono';
import { readJson, readSearch } from '../../params/decode.ts';
import { ProblemError, toProblem } from '../../shared/problems.ts';
import { type Element, type EmbedPage, embedPage, errorPage } from '../embed-page.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { html, operation, type Paths } from '../openapi-operation.ts';
import { publicUrl } from '../public-url.ts';
import { contentSecurityPolicy } from '../security-headers.ts';
import type { Widget } from '../widget-manifest.ts';

/** Most widgets on one embed page. */
const MAX_WIDGETS = 20;
/** Attributes of the context on a page of several widgets. */
const CONTEXT_ATTRIBUTES = new Map([
  ['locale', 'string'],
  ['tz', 'string'],
  ['theme', 'string'],
  ['refresh', 'number'],
  ['label', 'string'],
]);

export type Widgets = ReadonlyMap<string, Widget>;

/**
 * `GET /embed/{widget}` and `GET /embed/page`: a page with one widget, or with several that share parameters, for frames on
 * pages that run no scripts.
 */
export const embedEndpoint = ({ gateway, widgets, report }: EndpointContext): Endpoint => ({
  add(app) {
    const { config } = gateway;
    const { ALLOWED_ORIGINS } = config;
    const policy = contentSecurityPolicy(ALLOWED_ORIGINS);

    // Other paths below are mistakes, which are pages, too.
    app.get('/embed/:widget{.*}', (c) => {
      c.header('Content-Security-Policy', policy);
      c.header('Cache-Control', 'no-cache');
      // A page that isolates itself (COEP) may frame only pages that do so, too, and that allow it.
      c.header('Cross-Origin-Embedder-Policy', 'require-corp');
      c.header('Cross-Origin-Resource-Policy', 'cross-origin');
      try {
        const { search } = new URL(c.req.url);
        const name = c.req.param('widget');
        const base = publicUrl(c, config);
        return c.html(
          embedPage(readEmbed(name, search, widgets), `${base}/embed/${name}${search}`, base, ALLOWED_ORIGINS),
        );
      } catch (error) {
        const problem = toProblem(error);
        report(problem, c.var.request);
        return mistake(c, problem);
      }
    });
  },
  paths: () => embedPaths(widgets),
});

/** Responds with a page that shows the mistake to users of the frame. */
function mistake(c: Context, problem: ProblemError): Response | Promise<Response> {
  c.set('problem', problem.code);
  c.header('Cache-Control', 'no-store');
  return c.html(errorPage(problem), problem.status as 400);
}

const embedPaths = (widgets: Widgets): Paths => ({
  '/embed/{widget}': {
    get: {
      ...operation('embed', 'A page with one widget, for a frame; other parameters are those of its query', html(), []),
      responses: {
        200: { description: 'The page', content: html() },
        400: { description: 'A page that states the mistake', content: html() },
        404: { description: 'A page that states the mistake', content: html() },
      },
      parameters: [
        { name: 'widget', in: 'path', required: true, schema: { type: 'string', enum: [...widgets.keys()] } },
        ...['query', 'label'].map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
      ],
    },
  },
  '/embed/page': {
    get: {
      ...operation('embedPage', 'A page with several widgets that share parameters, for a frame', html(), []),
      responses: {
        200: { description: 'The page', content: html() },
        400: { description: 'A page that states the mistake', content: html() },
        404: { description: 'A page that states the mistake', content: html() },
      },
      parameters: [
        {
          name: 'w',
          in: 'query',
          required: true,
          description: 'A widget and its query, such as letz-metric:new-signups; for letz-params, parameter names.',
          schema: { type: 'array', items: { type: 'string' }, maxItems: MAX_WIDGETS },
        },
        { name: 'label', in: 'query', required: false, schema: { type: 'string' } },
      ],
    },
  },
});

/**
 * Reads the URL of an embed page.
 * @param name the last part of the path: a tag, or `page` for several widgets
 * @throws {ProblemError} `not-found` for an unknown widget, `invalid-parameter`
 */
export function readEmbed(name: string, search: string, widgets: Widgets): EmbedPage {
  if (name === 'page') return readPage(search, widgets);
  const widget = findWidget(name, widgets);
  const attributes = readAttributes(widget.attributes, readSearch(search));
  const title = attributes.get('label') ?? attributes.get('query') ?? name;
  return { title, context: new Map(), elements: [{ tag: name, attributes }], ...look(attributes) };
}

function readPage(search: string, widgets: Widgets): EmbedPage {
  const isWidget = (pair: string) => /^w=/.test(pair);
  const pairs = search.replace(/^\?/, '').split('&');
  const specs = pairs.filter(isWidget).map((pair) => readSearch(pair).get('w') ?? '');
  const others = readSearch(pairs.filter((pair) => !isWidget(pair)).join('&'));
  if (specs.length === 0) throw invalid('w', 'A page needs widgets, such as w=letz-metric:new-signups.');
  if (specs.length > MAX_WIDGETS) throw invalid('w', `A page holds at most ${MAX_WIDGETS} widgets.`);
  const context = readAttributes(CONTEXT_ATTRIBUTES, others);
  const given = specs.map((spec) => {
    const [, tag = '', value = ''] = /^([^:]*):?(.*)$/s.exec(spec) ?? [];
    return { tag: findWidget(tag, widgets).tag, value };
  });
  const queries = given.flatMap(({ tag, value }) => (tag === 'letz-params' || !value ? [] : [value]));
  if (!queries.length && given.some(({ tag }) => tag === 'letz-params')) {
    throw invalid('w', 'letz-params needs a widget with a query beside it, such as w=letz-metric:new-signups.');
  }
  const elements = given.map(({ tag, value }): Element => {
    const attributes = new Map<string, string>();
    if (tag === 'letz-params') {
      attributes.set('query', [...new Set(queries)].join(' '));
      if (value) attributes.set('only', value.split(',').join(' '));
    } else if (value) attributes.set('query', value);
    return { tag, attributes };
  });
  const title = context.get('label') ?? ([...new Set(queries)].join(', ') || 'Widgets');
  context.delete('label');
  return { title, context, elements, ...look(context) };
}

const look = (attributes: ReadonlyMap<string, string>) => ({
  locale: attributes.get('locale'),
  theme: attributes.get('theme'),
});

export const invalid = (param: string, detail: string): ProblemError =>
  new ProblemError('invalid-parameter', detail, { param });

function findWidget(tag: string, widgets: Widgets): Widget {
  const widget = widgets.get(tag);
  if (widget) return widget;
  throw new ProblemError('not-found', `There is no such widget; there are ${[...widgets.keys()].join(', ')}.`);
}

/** Attributes from a URL's search; a name that is no attribute is a parameter of the query. */
function readAttributes(known: ReadonlyMap<string, string>, search: Map<string, string>): Map<string, string> {
  const result = new Map<string, string>();
  const params: Record<string, unknown> = {};
  for (const [name, value] of search) {
    if (name === 'token') throw invalid(name, 'A token follows #, as in #token=…: the part before it gets into logs.');
    if (name === 'gateway') throw invalid(name, 'The gateway of an embed page is the one that serves it.');
    if (name === 'params') Object.assign(params, Object.fromEntries(readJson(parseObject(value))));
    else if (!known.has(name)) params[name] = value;
    // A boolean attribute is true when present, whatever its value.
    else if (known.get(name) !== 'boolean' || value !== 'false') result.set(name, value);
  }
  if (Object.keys(params).length) result.set('params', JSON.stringify(params));
  return result;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below.
  }
  throw invalid('params', 'params must be a JSON object such as {"days": 30}.');
}
