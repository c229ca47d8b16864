import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
