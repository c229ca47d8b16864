/** An `@source` line: a table of the database that the file reads. */
export interface SourceTable {
  /** Name as reported: without quotation marks, and without the schema if that is `public`. */
  name: string;
  /** Name as the SQL spells it. */
  table: string;
  /** SQL expression of a row's time; null: the rows have none. */
  stamp: string | null;
  line: number;
}

const IDENTIFIER = '(?:[a-z_]\\w*|"(?:[^"]|"")+")';
const SOURCE = new RegExp(`^((?:${IDENTIFIER}\\.)?${IDENTIFIER})(?:\\s+(\\S.*))?$`);

/**
 * Parses the rest of a line such as `@source events  coalesce(executed_at, created_at)`.
 * @returns the reason if it is not valid
 */
export function parseSourceTag(rest: string, line: number): SourceTable | string {
  const [, table, stamp = null] = SOURCE.exec(rest) ?? [];
  if (table === undefined) return `takes the name of a table and the expression of its stamp, not "${rest}"`;
  const name = table.replace(/"((?:[^"]|"")+)"/g, (_, quoted: string) => quoted.replaceAll('""', '"'));
  return { name: name.replace(/^public\./, ''), table, stamp, line };
}

/** Names of the tables that files read, in alphabetical order. */
export const sourceNames = (files: Iterable<{ source: SourceTable[] }>): string[] =>
  [...new Set([...files].flatMap(({ source }) => source.map(({ name }) => name)))].sort();
