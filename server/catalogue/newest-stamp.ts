import type { Statement } from './compose.ts';
import type { SourceTable } from './source-tag.ts';

/** The statement of a table's newest stamp before `$1`, a timestamp in UTC. */
export interface NewestStamp extends Statement {
  /** Name of the table, as reported. */
  name: string;
}

/**
 * The statements of the newest stamps of a file's tables that have one. The bound keeps rows out whose stamp is in the
 * future, such as those of a device with a wrong clock.
 */
export const newestStamp = (file: string, source: readonly SourceTable[]): NewestStamp[] =>
  source.flatMap(({ name, table, stamp, line }) => {
    if (stamp === null) return [];
    const sql = `select max(${stamp})::timestamptz from ${table} where (${stamp}) < $1::timestamp`;
    return [{ name, sql, spans: [{ file, sql, start: 0, line }] }];
  });

/** The statement of each table that the files read, the first of each table. */
export function newestStamps(files: Iterable<{ file: string; source: SourceTable[] }>): NewestStamp[] {
  const byTable = new Map<string, NewestStamp>();
  for (const { file, source } of files) {
    for (const statement of newestStamp(file, source)) {
      if (!byTable.has(statement.name)) byTable.set(statement.name, statement);
    }
  }
  return [...byTable.values()];
}
