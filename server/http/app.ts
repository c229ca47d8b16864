import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { PublicAccess } from '../auth/access.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import { ProblemError, problemBody, toProblem } from '../shared/problems.ts';
import { createReport, observeRequests } from './access-log.ts';
import { api } from './api.ts';
import type { Gateway } from './gateway-parts.ts';
import { knownHosts } from './host-check.ts';
import { assets } from './routes/assets.ts';
import { embeds } from './routes/embed.ts';
import { operations } from './routes/health.ts';
import { commonHeaders } from './security-headers.ts';

export interface AppOptions {
  gateway: Gateway;
  tokens: Tokens;
  open: PublicAccess;
  log: Logger;
  /** The folders of the built widgets and of the demo's pages. */
  folders: { dist: string; demo: string };
}

/** The whole gateway as a Hono app: no port, no environment, no global state. */
export function createApp({ gateway, tokens, open, log, folders }: AppOptions): Hono {
  const app = new Hono();
  const { config, metrics } = gateway;
  const report = createReport(log, metrics);
  const authenticate = createAuthenticate(config, tokens, open);

  app.onError((error, c) => {
    const problem = toProblem(error);
    // Whoever left stopped the work; that is no fault.
    if (!c.req.raw.signal.aborted) report(problem, c.var.request);
    return problemResponse(c, problem, gateway.registry.get(c.var.query));
  });
  app.notFound(() => {
    throw new ProblemError('not-found', 'There is nothing at this address.');
  });

  app.use(observeRequests(log, metrics));
  app.use(commonHeaders(config.ALLOWED_ORIGINS));
  app.use(knownHosts(config));

  app.route('/api', api(gateway, authenticate, report));
  app.route('/', operations(gateway, authenticate));
  app.route('/', embeds(config, folders));
  app.route('/', assets(folders));
  refuseOtherMethods(app);
  return app;
}

/** Answers the methods that an address doesn't have. */
function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    const allow = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : [])];
    app.all(path, (c, next) => {
      // A file that there is not: its route left it to others.
      if (allow.includes(c.req.method)) return next();
      c.header('Allow', allow.join(', '));
      throw new ProblemError('method-not-allowed', `This address answers ${allow.join(', ')}.`);
    });
  }
}

function problemResponse(c: Context, problem: ProblemError, query: NamedQuery | undefined): Response {
  c.set('problem', problem.code);
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter));
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer realm="letz-gateway"');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problemBody(problem, query)), problem.status as 400);
}
