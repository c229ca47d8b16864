// `npm run check-rollups`: compares answers from rollups with those from the tables, cell by cell.
import { pino } from 'pino';
import type { BoundQuery } from '../answers/bound-query.ts';
import { rollupUntil } from '../answers/read-answer.ts';
import { startGateway } from '../open-gateway.ts';
import type { Database } from '../postgres/pool.ts';
import { ConfigError } from '../shared/config.ts';
import { packageFolders } from '../shared/package-folders.ts';
import { fail, readArguments, readEnvironment } from './process.ts';
import { rollupQuestions } from './rollup-questions.ts';

type Comparison = { equal: boolean; cells: number; ms: [tables: number, rollups: number] } | 'not covered';

async function main(): Promise<void> {
  readArguments({ options: {} });
  const { gateway, stop } = await startGateway(readEnvironment(), packageFolders().server, pino({ level: 'silent' }));
  const questions = rollupQuestions(gateway);
  if (!questions.length) {
    await stop();
    throw new ConfigError(['No query can read rollups: install them with server/rollups.sql']);
  }
  let different = 0;
  for (const bound of questions) {
    const found = await compare(gateway.database, bound);
    const { as_of: _, ...params } = bound.args.params;
    const title = `${bound.query.name} ${JSON.stringify(params)}`;
    if (found === 'not covered') {
      process.stdout.write(`${title}: the rollups do not cover this as_of, or changes wait for a refresh\n`);
      continue;
    }
    const [tables, rollups] = found.ms.map((ms) => `${ms.toFixed(0)} ms`);
    const verdict = found.equal ? `${found.cells} cells are equal` : 'DIFFERENT';
    process.stdout.write(`${title}: ${verdict}; tables ${tables}, rollups ${rollups}\n`);
    if (!found.equal) different += 1;
  }
  await stop();
  if (different)
    throw new ConfigError([`${different} of ${questions.length} answers differ: call letz_rollup.rebuild()`]);
}

/** Runs both forms of a query in one snapshot. */
function compare(database: Database, { query, args }: BoundQuery): Promise<Comparison> {
  return database.read(async (transaction) => {
    const until = await rollupUntil(transaction, query.rollup, args);
    if (until === undefined || !query.rollup) return 'not covered';
    const begin = performance.now();
    const tables = await transaction.query(query.statement.sql, args.values);
    const middle = performance.now();
    const rollups = await transaction.query(query.rollup.statement.sql, [...args.values, until]);
    return {
      equal: JSON.stringify(tables.rows) === JSON.stringify(rollups.rows),
      cells: tables.rows.length * query.columns.length,
      ms: [middle - begin, performance.now() - middle],
    };
  });
}

main().catch(fail);
