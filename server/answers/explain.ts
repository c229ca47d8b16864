import { compose } from '../catalogue/compose.ts';
import type { Count } from '../contract/explanation.ts';
import type { Database } from '../postgres/pool.ts';
import type { BoundQuery } from './bound-query.ts';

/** Counts the rows of each step of a bound query, in one statement. */
export async function countSteps(
  database: Database,
  { query, args }: BoundQuery,
  signal: AbortSignal,
): Promise<Count[]> {
  const { steps, countStatement } = query;
  if (!countStatement) return [];
  const { rows } = await database.read(
    (transaction) => transaction.last(countStatement.sql, args.values, signal),
    signal,
  );
  const [counted = []] = rows;
  return steps.map(({ label }, index) => ({ label, rows: Number(counted[index]) }));
}

/**
 * The statement of a bound query with its parameters as literals. In a session whose time zone is UTC it returns the rows
 * of the result.
 */
export function literalSql({ query, args }: BoundQuery, maxRows: number): string {
  const { sql } = compose(query, query.models, { value: (position) => literal(args.values[position] ?? null) });
  return `-- ${query.name}: for a session with SET timezone = 'UTC'\n${sql}\nlimit ${maxRows};`;
}

/** A text as an SQL literal, whatever `standard_conforming_strings` is. */
function literal(text: string | null): string {
  if (text === null) return 'null';
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}
