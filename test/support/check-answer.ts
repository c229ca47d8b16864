import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { BatchResponse } from '../../server/contract/batch.ts';
import type { Problem } from '../../server/contract/problem.ts';
import type { QueryDescription } from '../../server/contract/query.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';

/** Problem codes that an invalid request may cause. Any other code is a fault of the gateway. */
const EARNED: Record<string, number> = {
  'invalid-parameter': 400,
  'unknown-query': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
};

const TYPES: Record<string, (value: Value) => boolean> = {
  integer: (value) => typeof value === 'number' || typeof value === 'string',
  number: (value) => typeof value === 'number' || typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  date: (value) => typeof value === 'string',
  timestamp: (value) => typeof value === 'string',
  json: () => true,
};

export function checkProblem(problem: Problem): void {
  const { type, title, status, detail, code, param, query, queryTitle, ...rest } = problem;
  expect({ code, status, rest }).toEqual({ code, status: EARNED[code], rest: {} });
  expect([type, typeof title, typeof detail]).toEqual([`urn:letz:problem:${code}`, 'string', 'string']);
  for (const value of [param, query, queryTitle]) expect(['string', 'undefined']).toContain(typeof value);
  expect(typeof queryTitle).toBe(typeof query);
}

function checkResult(result: Result | ColumnarResult, queries: QueryDescription[]): void {
  const query = queries.find(({ name }) => name === result.query);
  if (!query) throw new Error(`There is no query ${result.query}.`);
  expect(result.columns).toEqual(query.columns);
  expect(Object.keys(result.params)).toEqual(query.params.map(({ name }) => name));
  expect(result.asOf).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  expect(result.params.as_of).toBe(result.asOf);
  const columns =
    'rows' in result ? query.columns.map((_, index) => result.rows.map((row) => row[index] ?? null)) : result.values;
  if ('rows' in result)
    expect(new Set(result.rows.map((row) => row.length).filter((n) => n !== columns.length)).size).toBe(0);
  expect(columns.map((values) => values.length)).toEqual(query.columns.map(() => result.rowCount));
  query.columns.forEach(({ type, name }, index) => {
    const wrong = columns[index]?.find((value) => value !== null && !TYPES[type]?.(value));
    expect([name, wrong]).toEqual([name, undefined]);
  });
}

/** Checks an answer to a query: a complete, well-formed result, or a problem that the request caused. */
export async function checkAnswer(response: Response, queries: QueryDescription[]): Promise<'result' | 'problem'> {
  const type = response.headers.get('Content-Type') ?? '';
  const text = await response.text();
  if (response.status !== 200) {
    expect(type).toBe('application/problem+json');
    const problem = JSON.parse(text) as Problem;
    expect(problem.status).toBe(response.status);
    checkProblem(problem);
    return 'problem';
  }
  if (type === 'application/json') checkResult(JSON.parse(text) as Result, queries);
  else if (type.startsWith('text/csv')) parse(text, { record_delimiter: '\r\n' });
  else
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  return 'result';
}

/** Checks an answer to a batch: one result or problem per entry. */
export async function checkBatch(response: Response, body: string, queries: QueryDescription[]): Promise<void> {
  const answer = (await response.json()) as BatchResponse | Problem;
  if (!('results' in answer)) {
    expect(answer.status).toBe(response.status);
    return checkProblem(answer);
  }
  expect(response.status).toBe(200);
  expect(answer.results).toHaveLength((JSON.parse(body) as { queries: unknown[] }).queries.length);
  for (const entry of answer.results) {
    if ('code' in entry) checkProblem(entry);
    else if ('notModified' in entry) expect(entry).toEqual({ notModified: true, etag: expect.any(String) });
    else {
      const { etag, ...result } = entry;
      expect(etag).toMatch(/^".+"$/);
      checkResult(result, queries);
    }
  }
}
