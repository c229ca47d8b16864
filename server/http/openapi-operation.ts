import { PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import { type JsonSchema, ref } from './json-schema.ts';

/** Paths of an OpenAPI document, with their operations by method. */
export type Paths = Record<string, Record<string, JsonSchema>>;

/** Problems that any request may get. */
export const COMMON: ProblemCode[] = ['unauthorized', 'token-expired', 'forbidden', 'rate-limited', 'internal'];
/** Problems of a request that reads from the database. */
export const DATABASE: ProblemCode[] = ['overloaded', 'database-unavailable', 'timeout'];

/** The gateway's own parameter for the language of texts. */
export const LOCALE: JsonSchema = {
  name: '_locale',
  in: 'query',
  required: false,
  description: 'Language of titles, labels and descriptions (BCP 47, such as pt-BR); left out: that of the query file.',
  schema: { type: 'string' },
};

export const json = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } });
export const html = (): JsonSchema => ({ 'text/html': { schema: { type: 'string' } } });
export const plain = (): JsonSchema => ({ 'text/plain': { schema: { type: 'string' } } });

/** An operation with one kind of success and the problems that it may end in. */
export function operation(
  operationId: string,
  summary: string,
  content: JsonSchema,
  codes: readonly ProblemCode[],
): JsonSchema {
  return { operationId, summary, responses: { 200: { description: summary, content }, ...problemResponses(codes) } };
}

/** Responses by status; several codes may share one. */
export function problemResponses(codes: readonly ProblemCode[]): JsonSchema {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: ref('Problem') } };
  return Object.fromEntries(
    [...statuses].map(([status, ofStatus]) => [status, { description: ofStatus.join(', '), content }]),
  );
}
