import { type Context, Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import type { Logger } from 'pino';
import { problemBody } from '../answers/problem-body.ts';
import type { PublicAccess } from '../auth/access.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { PackageFolders } from '../shared/package-folders.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import { accessLog, createReport } from './access-log.ts';
import { readBrowserBuild, versionedPath } from './browser-build.ts';
import { cors } from './cors.ts';
import type { Endpoint, EndpointContext } from './endpoint.ts';
import type { Gateway } from './gateway-parts.ts';
import { hostCheck } from './host-check.ts';
import { publicPath, stripPublicPath } from './public-url.ts';
import { assetsEndpoint } from './routes/assets.ts';
import { batchEndpoint } from './routes/batch.ts';
import { buildEndpoint } from './routes/build.ts';
import { embedEndpoint } from './routes/embed.ts';
import { explainEndpoint } from './routes/explain.ts';
import { freshnessEndpoint } from './routes/freshness.ts';
import { healthEndpoint } from './routes/health.ts';
import { metricsEndpoint } from './routes/metrics.ts';
import { oEmbedEndpoint } from './routes/oembed.ts';
import { openApiEndpoint } from './routes/openapi.ts';
import { queriesEndpoint } from './routes/queries.ts';
import { queryEndpoint } from './routes/query.ts';
import { schemaEndpoint } from './routes/schema.ts';
import { securityHeaders } from './security-headers.ts';
import { readWidgets } from './widget-manifest.ts';

/** Paths of scripts that pages of any origin may load. */
const SCRIPTS = /^\/(letz@|widgets\/|chunks\/)/;

export interface AppOptions {
  gateway: Gateway;
  tokens: Tokens;
  open: PublicAccess;
  log: Logger;
  folders: PackageFolders;
  /** True once the gateway shuts down; by default never. */
  isDraining?: () => boolean;
}

/** Creates the gateway's Hono app: no port, no environment, no global state. */
export function createApp({ gateway, tokens, open, log, folders, isDraining = () => false }: AppOptions): Hono {
  const { config, metrics } = gateway;
  const prefix = publicPath(config);
  const app = new Hono(prefix ? { getPath: (request) => stripPublicPath(getPath(request), prefix) } : {});
  const report = createReport(log, metrics);

  app.onError((error, c) => {
    const problem = toProblem(error);
    const query = gateway.registry.get(c.var.query);
    // A disconnected client has aborted the request, which is no failure.
    if (!c.req.raw.signal.aborted) report(problem, c.var.request, query);
    return problemResponse(c, problem, query);
  });
  app.notFound((c) => {
    // Else browsers report a missing script as a CORS failure.
    if (SCRIPTS.test(c.req.path)) {
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    throw notFound(c, folders);
  });

  app.use(accessLog(log, metrics));
  app.use(securityHeaders());
  app.use(cors(config.ALLOWED_ORIGINS));
  app.use(hostCheck(config));

  const context: EndpointContext = {
    gateway,
    authenticate: createAuthenticate(config, tokens, open, gateway.countEvent),
    report,
    folders,
    widgets: readWidgets(folders.browser),
    isDraining,
  };
  for (const endpoint of createEndpoints(context)) endpoint.add(app);
  // Relative links of the page at the root need the slash.
  if (prefix) app.get(prefix, (c) => c.redirect(`${config.PUBLIC_ORIGIN}/`, 308));
  refuseOtherMethods(app);
  return app;
}

/** Creates all endpoints. The context is only read once their routes are added. */
export function createEndpoints(context: EndpointContext): Endpoint[] {
  const endpoints = [
    queriesEndpoint(context),
    queryEndpoint(context),
    explainEndpoint(context),
    freshnessEndpoint(context),
    batchEndpoint(context),
    schemaEndpoint(context),
    healthEndpoint(context),
    metricsEndpoint(context),
    assetsEndpoint(context),
    buildEndpoint(context),
    embedEndpoint(context),
    oEmbedEndpoint(context),
  ];
  return [...endpoints, openApiEndpoint(context, endpoints)];
}

/** Adds a response for the methods that a path does not have. */
function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    const allow = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : [])];
    app.all(path, (c, next) => {
      // A missing file: its route called the next handler.
      if (allow.includes(c.req.method)) return next();
      c.header('Allow', allow.join(', '));
      throw new ProblemError('method-not-allowed', `This address accepts ${allow.join(', ')}.`);
    });
  }
}

function notFound(c: Context, { browser }: PackageFolders): ProblemError {
  const build = /^\/letz@[^/]+\.js$/.test(c.req.path) ? readBrowserBuild(browser) : undefined;
  if (!build) return new ProblemError('not-found', 'There is nothing at this address.');
  return new ProblemError('not-found', `This gateway serves another version: ${versionedPath(build)}.`);
}

function problemResponse(c: Context, problem: ProblemError, query: NamedQuery | undefined): Response {
  c.set('problem', problem.code);
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter));
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer realm="letz-gateway"');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problemBody(problem, query, c.var.locale)), problem.status as 400);
}
