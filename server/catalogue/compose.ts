import type { ParamType } from '../contract/query.ts';
import { AS_OF } from '../params/bind.ts';
import { SQL_TYPES } from '../params/parse.ts';
import type { CountStep } from './count-tag.ts';
import type { QueryFile } from './query-file.ts';
import { LINE_END } from './sql-text.ts';

/** The text of a file within a composed statement. */
export interface Span {
  file: string;
  sql: string;
  /** Offset in the statement, in UTF-16 units. */
  start: number;
  /** Line of the file on which the text begins; by default the first. */
  line?: number;
}

/** A statement composed of a query, its models and its parameters, with the source of each part. */
export interface Statement {
  sql: string;
  spans: Span[];
}

export interface ComposeOptions {
  /** Name of a parameter to leave out, to find out whether the query uses it. */
  omitted?: string;
  /** Further parameters, after the query's own. */
  added?: readonly { name: string; type: ParamType }[];
  /** SQL of a parameter's value, by its position from 0 on; by default a placeholder: `$1` and on. */
  value?: (position: number) => string;
}

const placeholder = (position: number) => `$${position + 1}`;

/** Prepends CTEs to a query: its parameters, then its models. The query's own text is not changed. */
export function compose(query: QueryFile, models: QueryFile[], options: ComposeOptions = {}): Statement {
  const statement = composeModels(query, models, options);
  // A subquery, so that the query may have CTEs and an ORDER BY of its own; PostgreSQL keeps that order.
  statement.sql += '\nselect * from (\n';
  append(statement, query);
  statement.sql += '\n) as result';
  return statement;
}

/** Composes the statement of one row that has the number of rows of each step. */
export function composeCounts(
  query: QueryFile,
  models: QueryFile[],
  steps: readonly (CountStep & { file: string })[],
): Statement {
  const statement = composeModels(query, models, {});
  steps.forEach(({ file, from, line }, index) => {
    statement.sql += `${index ? ',' : '\nselect'}\n  (select count(*) from `;
    append(statement, { file, sql: from, line });
    statement.sql += '\n)';
  });
  return statement;
}

/** The parameters and models as CTEs. */
function composeModels(
  query: QueryFile,
  models: QueryFile[],
  { omitted, added = [], value = placeholder }: ComposeOptions,
): Statement {
  const params = [AS_OF, ...query.params, ...added].filter(({ name }) => name !== omitted);
  const columns = params.map(({ name, type }, index) => `${value(index)}::${SQL_TYPES[type]} as ${name}`);
  const statement = { sql: `with params as not materialized (select ${columns.join(', ')})`, spans: [] };
  for (const model of models) {
    // Planned like a view, also when it is read twice: a materialized CTE has no statistics and no parallel plan.
    statement.sql += `,\n${model.name} as not materialized (\n`;
    append(statement, model);
    statement.sql += '\n)';
  }
  return statement;
}

/** Appends the text of a file, or of one of its lines, to a statement. */
function append(statement: Statement, { file, sql, line = 1 }: { file: string; sql: string; line?: number }): void {
  statement.spans.push({ file, sql, start: statement.sql.length, line });
  statement.sql += sql;
}

/** A position in a composed statement: the file, the line in it and the text from there on. */
export interface Location {
  file: string;
  line: number;
  text: string;
}

/** Converts a position as PostgreSQL reports it (in characters, from 1) to a file and a line. */
export function locate({ sql, spans }: Statement, position: number): Location | undefined {
  if (!position) return undefined;
  // PostgreSQL counts characters, JavaScript UTF-16 units.
  const offset = [...sql].slice(0, position - 1).join('').length;
  const span = spans.find(({ start, sql: text }) => offset >= start && offset <= start + text.length + 2);
  if (!span) return undefined;
  const { file, start, line = 1 } = span;
  return { file, line: line + sql.slice(start, offset).split(LINE_END).length - 1, text: sql.slice(offset) };
}
