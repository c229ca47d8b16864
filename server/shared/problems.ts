import { PROBLEMS, type Problem, type ProblemCode } from '../contract/problem.ts';

export interface ProblemOptions {
  /** Name of the invalid parameter. */
  param?: string;
  /** Seconds until a retry may succeed. */
  retryAfter?: number;
  /** The underlying error; logged, never sent. */
  cause?: unknown;
}

/** An error whose message is sent to the client as `detail`. It never contains SQL or a value from a row. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly param: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail: string, { param, retryAfter, cause }: ProblemOptions = {}) {
    super(detail, { cause });
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.param = param;
    this.retryAfter = retryAfter ?? (this.status === 503 ? 1 : undefined);
  }

  toJSON(): Problem {
    return {
      type: `urn:letz:problem:${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.param !== undefined && { param: this.param }),
    };
  }
}

/** Converts anything thrown to a problem. An unexpected error becomes `internal`, without its message. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError('internal', 'The gateway failed to answer. Its log has the reason.', { cause: error });
}
