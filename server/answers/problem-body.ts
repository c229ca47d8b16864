import { titleFor } from '../catalogue/localize.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { Problem } from '../contract/problem.ts';
import type { ProblemError } from '../shared/problems.ts';

/** The body of a problem, with the query that it is about. @param locale canonical locale of the query's title */
export function problemBody(problem: ProblemError, query?: NamedQuery, locale?: string): Problem {
  return { ...problem.toJSON(), ...(query && { query: query.name, queryTitle: titleFor(query, locale) }) };
}
