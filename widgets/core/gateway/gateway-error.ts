import type { Problem, ProblemCode } from '../../../server/contract/problem.ts';

/** Error of a request. `network`: the gateway could not be reached, or its CORS settings don't allow the page. */
export class GatewayError extends Error {
  readonly code: ProblemCode | 'network';
  /** The parameter to change; only for `invalid-parameter`. */
  readonly param: string | undefined;
  /** Title of the query, if it is a known one. */
  queryTitle: string | undefined;

  constructor(code: ProblemCode | 'network', detail: string, param?: string) {
    super(detail);
    this.code = code;
    this.param = param;
  }

  static from({ code, detail, param, queryTitle }: Problem): GatewayError {
    const error = new GatewayError(code, detail, param);
    error.queryTitle = queryTitle;
    return error;
  }
}
