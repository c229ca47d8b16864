import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import { compose, type Statement } from './compose.ts';
import type { QueryFile } from './query-file.ts';
import type { NamedQuery } from './registry.ts';

/** The form of a shipped query that reads rollups (`server/rollups.sql`): models of `models/rollup/` take the place of others. */
export interface RollupForm {
  /** The statement. Its last parameter is the watermark, `params.rollup_until`. */
  statement: Statement;
  /** Values that parameters must have for this form to answer: the models' `@covers` lines. */
  covers: QueryFile['covers'];
}

/** Column of `params` that holds the watermark: stamps before it are rolled up. */
const WATERMARK = { name: 'rollup_until', type: 'timestamp' } as const;

/** The folder of models that read rollups, if there is one. */
export function rollupFolder(shipped: string): string | undefined {
  const folder = join(shipped, 'models', 'rollup');
  return existsSync(folder) ? folder : undefined;
}

/** True if the role may read the rollups of `server/rollups.sql`. */
const INSTALLED = `select exists (
  select from pg_class join pg_namespace on pg_namespace.oid = pg_class.relnamespace
  where nspname = 'letz_rollup' and relname = 'state'
    and has_schema_privilege(pg_namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select')
)`;

/** Finds out whether rollups are installed that the role may read. */
export async function hasRollups(database: Database): Promise<boolean> {
  const { rows } = await database.read((transaction) => transaction.last(INSTALLED, []));
  return rows[0]?.[0] === 't';
}

/** Names of the queries that read rollups. */
export const queriesFromRollups = (registry: ReadonlyMap<string, NamedQuery>): string[] =>
  [...registry.values()].filter(({ rollup }) => rollup).map(({ name }) => name);

export function logRollups(queries: string[], log: Logger): void {
  if (queries.length) log.info({ queries }, 'rollups are in use');
  else log.info('rollups are not in use any more');
}

/** The form of a query that reads rollups; undefined if none of its models does. */
export function rollupForm(
  query: QueryFile,
  models: QueryFile[],
  fromRollups: ReadonlySet<QueryFile>,
): RollupForm | undefined {
  const used = models.filter((model) => fromRollups.has(model));
  if (!used.length) return undefined;
  return { statement: compose(query, models, { added: [WATERMARK] }), covers: used.flatMap(({ covers }) => covers) };
}

/** Plans the rollup form of each query and leaves out those that the database cannot run, as where no rollups are installed. */
export function checkRollups(queries: Iterable<NamedQuery>, database: Database): Promise<NamedQuery[]> {
  return database.read(async (transaction) => {
    const checked: NamedQuery[] = [];
    for (const query of queries) {
      const { rollup, ...plain } = query;
      const values = Array(2 + query.params.length).fill(null);
      const canRun =
        rollup !== undefined &&
        query.unavailable === undefined &&
        (await transaction
          .withSavepoint(() => transaction.query(`${rollup.statement.sql}\nlimit 0`, values))
          .then(
            () => true,
            (error: unknown) => {
              if (error instanceof SqlError) return false;
              throw error;
            },
          ));
      checked.push(canRun ? query : plain);
    }
    return checked;
  });
}
