import { ParamError, parseParam } from '../params/parse.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import { SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { accepts } from './column-types.ts';
import { compose, locate, type Statement } from './compose.ts';
import { newestStamp } from './newest-stamp.ts';
import type { FileProblem } from './query-file.ts';
import type { NamedQuery, ReadRegistry } from './registry.ts';
import { hintFor } from './sql-hints.ts';

type Models = ReadRegistry['models'];

/**
 * Has the database plan every query without reading a row, and compares the result's columns with the header.
 * @returns the problems by query name; queries without problems are left out
 */
export function checkQueries(
  queries: Iterable<NamedQuery>,
  models: Models,
  database: Database,
  zones: ZoneNames,
): Promise<Map<string, FileProblem[]>> {
  return database.read(async (transaction) => {
    const problems = new Map<string, FileProblem[]>();
    for (const query of queries) {
      const found = await checkQuery(query, models, transaction, zones);
      if (found.length) problems.set(query.name, found);
    }
    return problems;
  });
}

async function checkQuery(
  query: NamedQuery,
  models: Models,
  transaction: Transaction,
  zones: ZoneNames,
): Promise<FileProblem[]> {
  const plan = ({ sql }: Statement, params = query.params.length) =>
    transaction.withSavepoint(() => transaction.query(`${sql}\nlimit 0`, Array(1 + params).fill(null)));
  const problem = (line: number, reason: string): FileProblem => ({ file: query.file, line, reason });

  let fields: { name: string; oid: number }[];
  try {
    ({ fields } = await plan(query.statement));
  } catch (error) {
    if (error instanceof SqlError) return [toFileProblem(error, query, query.statement, models)];
    throw error;
  }
  const problems: FileProblem[] = [];
  for (const param of query.params) {
    const without = compose(query, query.models, { omitted: param.name });
    if (!(await failure(() => plan(without, query.params.length - 1)))) {
      problems.push(problem(param.line, `the parameter ${param.name} is declared but not used`));
    }
    const defect = param.type === 'timezone' && param.default !== null && zoneDefect(param, zones);
    if (defect) problems.push(problem(param.line, `the default of ${param.name} ${defect}`));
  }
  for (const [index, column] of query.columns.entries()) {
    const field = fields[index];
    if (field?.name !== column.name) {
      const found = field ? `the SELECT has ${field.name} there` : 'the SELECT has fewer columns';
      problems.push(problem(column.line, `column ${index + 1} is declared as ${column.name}, but ${found}`));
    } else if (!accepts(column, field.oid)) {
      const type = column.local ? 'timestamp local' : column.type;
      const actual = await typeName(transaction, field.oid);
      problems.push(problem(column.line, `${column.name} is declared as ${type}, but the SELECT returns ${actual}`));
    }
  }
  for (const extra of fields.slice(query.columns.length)) {
    problems.push(problem(1, `the SELECT's column ${extra.name} has no @column line`));
  }
  const stamps = [...query.models, query].flatMap(({ file, source }) => newestStamp(file, source));
  for (const statement of query.countStatement ? [query.countStatement, ...stamps] : stamps) {
    const error = await failure(() => plan(statement, statement === query.countStatement ? undefined : 0));
    if (error) problems.push(toFileProblem(error, query, statement, models));
  }
  return problems;
}

/** The SQL error that a statement ends in, if any. */
async function failure(plan: () => Promise<unknown>): Promise<SqlError | undefined> {
  try {
    await plan();
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
}

/** The name of a type as SQL spells it. */
async function typeName(transaction: Transaction, oid: number): Promise<string> {
  const { rows } = await transaction.query('select format_type($1::oid, null)', [String(oid)]);
  return rows[0]?.[0] ?? 'another type';
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

/** The SQL error as a problem of the file that its position lies in, with a hint. */
function toFileProblem(error: SqlError, query: NamedQuery, statement: Statement, models: Models): FileProblem {
  const location = locate(statement, error.position);
  const hint = hintFor(error, location?.text ?? '', query, models);
  const { file, line } = location ?? { file: query.file, line: 1 };
  return { file, line, reason: hint ? `${error.words} (${hint})` : error.words, state: error.state };
}
