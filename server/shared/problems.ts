import type { Problem, ProblemCode } from '../contract/contract.ts';

/** Every error that the gateway can answer with, RFC 9457. Nothing else ever leaves it. */
const CATALOGUE: Record<ProblemCode, { status: number; title: string }> = {
  'invalid-parameter': { status: 400, title: 'A parameter is not valid' },
  unauthorized: { status: 401, title: 'A valid token is needed' },
  'token-expired': { status: 401, title: 'The token has expired' },
  forbidden: { status: 403, title: 'The token does not allow this' },
  'unknown-query': { status: 404, title: 'There is no such query' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This address does not answer that method' },
  'too-large': { status: 413, title: 'The request is too large' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The gateway failed' },
  overloaded: { status: 503, title: 'The gateway is busy' },
  'database-unavailable': { status: 503, title: 'The database cannot be reached' },
  timeout: { status: 504, title: 'The query took too long' },
};

/** The HTTP status of each code. */
export const problemStatus = Object.fromEntries(
  Object.entries(CATALOGUE).map(([code, { status }]) => [code, status]),
) as Record<ProblemCode, number>;

export interface ProblemOptions {
  /** The parameter to change. */
  param?: string;
  /** Seconds until a retry may succeed. */
  retryAfter?: number;
  /** What went wrong inside; logged, never sent. */
  cause?: unknown;
}

/** An error that is meant for the client: its `detail` says what to change, and holds neither SQL nor a value from a row. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly param: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail: string, { param, retryAfter, cause }: ProblemOptions = {}) {
    super(detail, { cause });
    this.code = code;
    this.status = CATALOGUE[code].status;
    this.param = param;
    this.retryAfter = retryAfter ?? (this.status === 503 ? 1 : undefined);
  }

  toJSON(): Problem {
    return {
      type: `urn:letz:problem:${this.code}`,
      title: CATALOGUE[this.code].title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.param !== undefined && { param: this.param }),
    };
  }
}

/** Turns whatever was thrown into a problem; what nobody foresaw becomes `internal` without a word of its own. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError('internal', 'The gateway could not answer; its log says why.', { cause: error });
}
