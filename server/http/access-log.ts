import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { ProblemCode } from '../contract/problem.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { ProblemError } from '../shared/problems.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Names the request in the log and to the caller. Always ours: a caller's own could forge lines of the log. */
    request: string;
    /** The named query that is asked for; only ever a name that there is. */
    query: string;
    /** Why the request failed. */
    problem: ProblemCode;
  }
}

/**
 * Says of each request in the log what it was and how it ended, and measures it. Neither holds an address, a search, a
 * token or a value: routes stand for paths.
 */
export function observeRequests(log: Logger, metrics: Metrics): MiddlewareHandler {
  return async function observe(c, next) {
    const begin = performance.now();
    const request = randomUUID();
    c.set('request', request);
    c.header('X-Request-Id', request);
    await next();
    const ms = performance.now() - begin;
    const route = routePath(c, -1);
    const { status } = c.res;
    metrics.request(route, status, ms / 1000);
    // What asks for nothing (scripts, health) is not worth a line.
    const level = /^\/(api|embed)\//.test(route) ? 'info' : 'debug';
    const { query, problem } = c.var;
    log[level]({ request, method: c.req.method, route, query, status, problem, ms: Number(ms.toFixed(1)) }, 'request');
  };
}

/** Writes down why something failed, and counts it. */
export type Report = (problem: ProblemError, request: string) => void;

export function createReport(log: Logger, metrics: Metrics): Report {
  return function report(problem, request) {
    metrics.problem(problem.code);
    const cause = problem.cause as (Error & { code?: string }) | undefined;
    const level = problem.status >= 500 ? 'error' : 'debug';
    // PostgreSQL's messages may quote values; its SQLSTATE and the places in our own code can't.
    const stack = places(cause?.stack ? cause : problem);
    log[level]({ request, code: problem.code, state: cause?.code, error: cause?.name, stack }, problem.message);
  };
}

/** The places in the code of an error's stack. They follow its message, which may have lines that look like more of them. */
function places({ stack = '', message }: Error): string[] {
  const begin = stack.indexOf(message);
  const lines = begin < 0 ? [] : stack.slice(begin + message.length).split('\n');
  return lines.filter((line) => line.startsWith('    at '));
}
