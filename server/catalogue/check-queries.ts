import { ParamError, parseParam } from '../params/parse.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import { SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { accepts } from './column-types.ts';
import { type FileProblem, LINE_END } from './query-file.ts';
import { compose, type NamedQuery, type Registry, type Statement } from './registry.ts';

/** Has the database plan every query without running it, and compares the result's columns with the header. */
export function checkQueries(registry: Registry, database: Database, zones: ZoneNames): Promise<FileProblem[]> {
  return database.read(async (transaction) => {
    const problems: FileProblem[] = [];
    for (const query of registry.values()) problems.push(...(await checkQuery(query, transaction, zones)));
    return problems;
  });
}

async function checkQuery(query: NamedQuery, transaction: Transaction, zones: ZoneNames): Promise<FileProblem[]> {
  const plan = (statement: Statement, params = query.params.length) =>
    transaction.withSavepoint(() => transaction.query(`${statement.sql}\nlimit 0`, Array(1 + params).fill(null)));
  const problem = (line: number, reason: string): FileProblem => ({ file: query.file, line, reason });

  let fields: { name: string; oid: number }[];
  try {
    ({ fields } = await plan(query.statement));
  } catch (error) {
    if (error instanceof SqlError) return [locate(error, query)];
    throw error;
  }
  const problems: FileProblem[] = [];
  for (const param of query.params) {
    const without = compose(query, query.models, param.name);
    if (await succeeds(() => plan(without, query.params.length - 1))) {
      problems.push(problem(param.line, `the parameter ${param.name} is declared but not used`));
    }
    const defect = param.type === 'timezone' && param.default !== null && zoneDefect(param, zones);
    if (defect) problems.push(problem(param.line, `the default of ${param.name} ${defect}`));
  }
  query.columns.forEach((column, index) => {
    const field = fields[index];
    if (field?.name !== column.name) {
      const found = field ? `the SELECT has ${field.name} there` : 'the SELECT has fewer columns';
      problems.push(problem(column.line, `column ${index + 1} is declared as ${column.name}, but ${found}`));
    } else if (!accepts(column, field.oid)) {
      const type = column.local ? 'timestamp local' : column.type;
      problems.push(problem(column.line, `${column.name} is declared as ${type}, but the SELECT gives another type`));
    }
  });
  for (const extra of fields.slice(query.columns.length)) {
    problems.push(problem(1, `the SELECT's column ${extra.name} has no @column line`));
  }
  return problems;
}

async function succeeds(plan: () => Promise<unknown>): Promise<boolean> {
  try {
    await plan();
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

function zoneDefect(param: NamedQuery['params'][number], zones: ZoneNames): string | undefined {
  try {
    parseParam(param, String(param.default), zones);
    return undefined;
  } catch (error) {
    if (error instanceof ParamError) return error.message;
    throw error;
  }
}

/** Finds the file and line that an SQL error's position lies in. */
function locate(error: SqlError, query: NamedQuery): FileProblem {
  const reason = error.words;
  const { sql, spans } = query.statement;
  // PostgreSQL counts characters, JavaScript UTF-16 units.
  const offset = [...sql].slice(0, Math.max(0, error.position - 1)).join('').length;
  const span = spans.find(({ start, sql: text }) => offset >= start && offset <= start + text.length + 2);
  if (!error.position || !span) return { file: query.file, line: 1, reason };
  return { file: span.file, line: sql.slice(span.start, offset).split(LINE_END).length, reason };
}
