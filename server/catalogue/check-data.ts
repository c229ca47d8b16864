import { SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import type { Transaction } from '../postgres/transaction.ts';
import type { ExpectedValues } from './query-file.ts';
import type { Registry } from './registry.ts';

/** Distinct values listed in a warning. Columns with more may hold personal data. */
const MAX_LISTED = 10;

/** Tables whose row-level security policies filter rows for the gateway's role. */
const FILTERED_TABLES = `
select format('%I.%I', nspname, relname)
from pg_class
join pg_namespace on pg_namespace.oid = relnamespace
where relrowsecurity and row_security_active(pg_class.oid) and has_any_column_privilege(pg_class.oid, 'select')
order by 1`;

/**
 * Warns of data for which queries return zeros without an error: values that no row has (`@expect` lines), and tables that
 * row-level security filters.
 */
export function checkData(registry: Registry, database: Database): Promise<string[]> {
  return database.read(async (transaction) => {
    const warnings: string[] = [];
    for (const expected of expectations(registry)) {
      warnings.push(...(await missingValues(expected, transaction).catch(ignoreMissing)));
    }
    const { rows } = await transaction.query(FILTERED_TABLES, []);
    for (const [table] of rows) {
      warnings.push(`${table} has row-level security: its policies decide which rows are counted`);
    }
    return warnings;
  });
}

interface Expectation extends ExpectedValues {
  file: string;
}

/** The `@expect` lines of the queries that can run and of their models; each table, column and value once. */
function expectations(registry: Registry): Expectation[] {
  const files = [...registry.values()]
    .filter(({ unavailable }) => unavailable === undefined)
    .flatMap((query) => [query, ...query.models]);
  const seen = new Set<string>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key);
  return files.flatMap(({ file, expect }) =>
    expect.map((expected) => {
      const { table, column } = expected;
      return { ...expected, file, values: expected.values.filter((value) => isNew(`${table}.${column} ${value}`)) };
    }),
  );
}

async function missingValues(expected: Expectation, transaction: Transaction): Promise<string[]> {
  const { file, line, table, column, values } = expected;
  const query = (sql: string, params: string[] = []) => transaction.withSavepoint(() => transaction.query(sql, params));
  const missing: string[] = [];
  for (const value of values) {
    const { rows } = await query(`select from "${table}" where "${column}"::text = $1 limit 1`, [value]);
    if (!rows.length) missing.push(value);
  }
  if (!missing.length) return [];
  const distinct = `select distinct "${column}"::text as value from "${table}" limit ${MAX_LISTED + 1}`;
  const { rows } = await query(`select * from (${distinct}) as found order by value collate "C"`);
  // An empty table is no mistake.
  if (!rows.length) return [];
  const quote = (value: string | null | undefined) => (value == null ? 'null' : `'${value}'`);
  const found =
    rows.length > MAX_LISTED ? `more than ${MAX_LISTED} other values` : rows.map(([value]) => quote(value)).join(', ');
  return missing.map(
    (value) => `${file}:${line}: no row of ${table} has ${column} = ${quote(value)}; there are: ${found}`,
  );
}

/** SQLSTATEs of a table or column that is missing or cannot be read: the queries that read it are set aside. */
const NOT_READABLE = ['42P01', '42703', '42501'];

function ignoreMissing(error: unknown): string[] {
  if (error instanceof SqlError && NOT_READABLE.includes(error.state)) return [];
  throw error;
}
