import { AS_OF } from '../params/bind.ts';
import { SQL_TYPES } from '../params/parse.ts';
import type { QueryFile } from './query-file.ts';
import { LINE_END } from './sql-text.ts';

/** The text of a file within a composed statement. */
export interface Span {
  file: string;
  sql: string;
  /** Offset in the statement, in UTF-16 units. */
  start: number;
}

/** A statement composed of a query, its models and its parameters, with the source of each part. */
export interface Statement {
  sql: string;
  spans: Span[];
}

/**
 * Prepends CTEs to a query: its parameters, then its models. The query's own text is not changed.
 * @param omitted a parameter to leave out, to find out whether the query uses it
 */
export function compose(query: QueryFile, models: QueryFile[], omitted?: string): Statement {
  const spans: Span[] = [];
  const params = [AS_OF, ...query.params].filter(({ name }) => name !== omitted);
  const columns = params.map(({ name, type }, index) => `$${index + 1}::${SQL_TYPES[type]} as ${name}`);
  let sql = `with params as not materialized (select ${columns.join(', ')})`;
  const append = ({ file, sql: text }: QueryFile) => {
    spans.push({ file, sql: text, start: sql.length });
    sql += text;
  };
  for (const model of models) {
    // Planned like a view, also when it is read twice: a materialized CTE has no statistics and no parallel plan.
    sql += `,\n${model.name} as not materialized (\n`;
    append(model);
    sql += '\n)';
  }
  // A subquery, so that the query may have CTEs and an ORDER BY of its own; PostgreSQL keeps that order.
  sql += '\nselect * from (\n';
  append(query);
  sql += '\n) as result';
  return { sql, spans };
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
  return (
    span && { file: span.file, line: sql.slice(span.start, offset).split(LINE_END).length, text: sql.slice(offset) }
  );
}
