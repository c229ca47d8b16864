import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { locate } from '../catalogue/compose.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Metrics } from '../observability/metrics.ts';
import { SqlError } from '../postgres/errors.ts';
import type { ProblemError } from '../shared/problems.ts';

/** SQLSTATE `insufficient_privilege`. */
const INSUFFICIENT_PRIVILEGE = '42501';

declare module 'hono' {
  interface ContextVariableMap {
    /** The request's id, in the log and in `X-Request-Id`. Always generated: a client's own could forge log lines. */
    request: string;
    /** The name of the requested query; only of a query that exists. */
    query: string;
    /** The canonical locale of the request, if it has one. */
    locale: string | undefined;
    /** The code of the problem that the request ended in. */
    problem: ProblemCode;
  }
}

/**
 * Logs and measures each request. Neither the log nor the metrics hold an address, a query string, a token or a value: the
 * route stands for the path.
 */
export function accessLog(log: Logger, metrics: Metrics): MiddlewareHandler {
  return async function logRequest(c, next) {
    const begin = performance.now();
    const request = randomUUID();
    c.set('request', request);
    c.header('X-Request-Id', request);
    await next();
    const ms = performance.now() - begin;
    const route = routePath(c, -1);
    const { status } = c.res;
    metrics.request(route, status, ms / 1000);
    // Scripts and health checks are logged at debug level only.
    const level = /^\/(api|embed)\//.test(route) ? 'info' : 'debug';
    const { query, problem } = c.var;
    log[level]({ request, method: c.req.method, route, query, status, problem, ms: Number(ms.toFixed(1)) }, 'request');
  };
}

/** Logs the cause of a problem and counts it. `query` is the one that failed. */
export type Report = (problem: ProblemError, request: string, query?: NamedQuery) => void;

export function createReport(log: Logger, metrics: Metrics): Report {
  return function report(problem, request, query) {
    metrics.problem(problem.code);
    const level = problem.status >= 500 ? 'error' : 'debug';
    log[level]({ request, code: problem.code, query: query?.name, ...causeOf(problem, query) }, problem.message);
  };
}

/** The cause without PostgreSQL's messages, which may quote values: SQLSTATE, place in the query's files, stack frames. */
function causeOf(problem: ProblemError, query: NamedQuery | undefined) {
  const cause = problem.cause as (Error & { code?: string }) | undefined;
  const details = { state: cause?.code, error: cause?.name };
  if (!(problem instanceof SqlError)) return { ...details, stack: stackFrames(cause?.stack ? cause : problem) };
  const location = query && locate(query.statement, problem.position);
  const at = location && `${location.file}:${location.line}`;
  // The role lacks a right: the gateway's code has no part in it.
  if (problem.state === INSUFFICIENT_PRIVILEGE) return { ...details, reason: problem.meaning, at };
  return { ...details, reason: problem.meaning, at, stack: stackFrames(cause?.stack ? cause : problem) };
}

/** Lines of an error's stack after its message, which may hold lines that look like stack frames. */
function stackFrames({ stack = '', message }: Error): string[] {
  const begin = stack.indexOf(message);
  const lines = begin < 0 ? [] : stack.slice(begin + message.length).split('\n');
  return lines.filter((line) => line.startsWith('    at '));
}
