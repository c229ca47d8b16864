/** Problems that the gateway answers with, by code: RFC 9457's `status` and `title`. */
export const PROBLEMS = {
  'invalid-parameter': { status: 400, title: 'Invalid parameter' },
  unauthorized: { status: 401, title: 'Valid token required' },
  'token-expired': { status: 401, title: 'Token expired' },
  forbidden: { status: 403, title: 'Not allowed by the token' },
  'unknown-query': { status: 404, title: 'Unknown query' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'too-large': { status: 413, title: 'Too large' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  'query-unavailable': { status: 501, title: 'Query not available on this database' },
  overloaded: { status: 503, title: 'Gateway overloaded' },
  'database-unavailable': { status: 503, title: 'Database unavailable' },
  timeout: { status: 504, title: 'Query timed out' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 problem details. Never holds SQL or a value from a row. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** Description of the mistake and what to change. */
  detail: string;
  code: ProblemCode;
  /** The parameter to change; only for `invalid-parameter`. */
  param?: string;
  /** The query's name, if it is a known one. */
  query?: string;
  /** The query's title, if it is a known one. */
  queryTitle?: string;
}
