import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../../support/postgres-binaries.ts';
import { CASES, SCAN } from './cases.ts';
import { comparePlans } from './plan-shapes.ts';
import { statementOf, watermarkOf } from './statements.ts';

/*
 * Runtimes of the shipped queries at scale. `npm run bench:queries` creates a database of --scale messages (1,000,000) on a
 * server of its own, the machine's PostgreSQL or with --packaged the npm package's, adds server/indexes.sql unless
 * --no-indexes is given, and prints a row for each query: the first run after a restart of the server, the median of
 * --times (3) later ones, and that median in parallel scans of messages and in times of the copied snippet. Scan, snippet
 * and query take turns, so that other load on the machine changes the ratios little. The last two columns are the median
 * with server/rollups.sql, unless --no-rollups is given, and how many times faster than the snippet that is. --url reads an existing database of
 * the same tables and creates nothing; --only TEXT selects queries; --plans prints each plan; --json FILE writes the
 * numbers, to compare two commits. --compare-plans URL measures nothing: it prints where the plans of a second database, of
 * another scale, have another shape.
 */
const { values: options } = parseArgs({
  options: {
    scale: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    url: { type: 'string' },
    only: { type: 'string', default: '' },
    packaged: { type: 'boolean', default: false },
    'no-indexes': { type: 'boolean', default: false },
    'no-rollups': { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    'compare-plans': { type: 'string' },
    json: { type: 'string' },
  },
});

/** One round: each statement once. */
type Round = Pick<Measurement, 'warm' | 'scans' | 'timesSnippet' | 'rollups' | 'timesFaster'>;

/** Measured milliseconds; ratios are medians of rounds. */
interface Measurement {
  query: string;
  cold: number;
  warm: number;
  scans: number;
  timesSnippet: number | null;
  /** From rollups; null without them. */
  rollups: number | null;
  /** The snippet's runtime in runtimes from rollups. */
  timesFaster: number | null;
}

const ROLLUP_TABLES = ['message_counts', 'persons', 'signups', 'activity', 'active_users'];
const SETTINGS = { shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '8GB', autovacuum: 'off' };

async function startServer(): Promise<Postgres> {
  const machine = options.packaged ? null : findMachineBinaries();
  const server = machine ? { bin: machine } : { bin: await findPackagedBinaries(), copy: true };
  return startPostgres({ ...server, settings: SETTINGS });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  // As in the gateway's transactions.
  await client.query("set timezone = 'UTC'; set work_mem = '16MB'; set jit = off");
  return client;
}

/** Runs the statements of a script without the lines that only psql reads. */
async function runScript(client: pg.Client, script: string): Promise<void> {
  const sql = script.replace(/^(--|\\).*$/gm, '').replaceAll(':messages', options.scale);
  for (const statement of sql.split(';')) if (statement.trim()) await client.query(statement);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function measure(url: string, restart: (() => Promise<void>) | null): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const asOf = Date.now();
  for (const { query, snippet } of CASES.filter((one) => one.query.includes(options.only))) {
    await restart?.();
    const client = await connect(url);
    const watermark = options['no-rollups'] ? null : await watermarkOf(client);
    const run = async (round: number, until: string | null = null) => {
      const statement = statementOf(query, new Date(asOf - 1000 * round), until);
      return statement && client.query(statement);
    };
    const hasRollups = watermark !== null && statementOf(query, new Date(asOf), watermark) !== null;
    const cold = await time(() => run(0));
    const rounds: Round[] = [];
    for (let round = 1; round <= Number(options.times); round++) {
      const scan = await time(() => client.query(SCAN));
      const copied = snippet === undefined ? null : await time(() => client.query(snippet));
      const warm = await time(() => run(round));
      const rollups = hasRollups ? await time(() => run(round, watermark)) : null;
      const timesSnippet = copied === null ? null : warm / copied;
      const timesFaster = copied === null || rollups === null ? null : copied / rollups;
      rounds.push({ warm, scans: warm / scan, timesSnippet, rollups, timesFaster });
    }
    const medianOf = (key: 'timesSnippet' | 'rollups' | 'timesFaster') =>
      rounds[0]?.[key] === null ? null : median(rounds.map((round) => round[key] ?? Number.NaN));
    const measurement = {
      query,
      cold,
      warm: median(rounds.map(({ warm }) => warm)),
      scans: median(rounds.map(({ scans }) => scans)),
      timesSnippet: medianOf('timesSnippet'),
      rollups: medianOf('rollups'),
      timesFaster: medianOf('timesFaster'),
    };
    measurements.push(measurement);
    print(measurement);
    if (options.plans) {
      for (const until of hasRollups ? [null, watermark] : [null]) {
        const { text = '', values = [] } = statementOf(query, new Date(asOf), until) ?? {};
        const { rows } = await client.query({ text: `explain (analyze, buffers) ${text}`, values, rowMode: 'array' });
        console.log(rows.map(([line]) => `    ${line}`).join('\n'));
      }
    }
    await client.end();
  }
  return measurements;
}

function print({ query, cold, warm, scans, timesSnippet, rollups, timesFaster }: Measurement): void {
  const ms = (value: number | null) => value?.toFixed(0) ?? '';
  const ratio = (value: number | null) => value?.toFixed(2) ?? '';
  const cells = [
    query,
    ms(cold),
    ms(warm),
    ratio(scans),
    ratio(timesSnippet),
    ms(rollups),
    timesFaster?.toFixed(0) ?? '',
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

const server = options.url ? null : await startServer();
const url = options.url ?? (server as Postgres).url;
try {
  const client = await connect(url);
  if (server) {
    await runScript(client, await readFile('test/bench/queries/data.sql', 'utf8'));
    if (!options['no-indexes']) await runScript(client, await readFile('server/indexes.sql', 'utf8'));
    if (!options['no-rollups']) {
      await client.query(await readFile('server/rollups.sql', 'utf8'));
      console.log(`Rollups: ${(await time(() => client.query('call letz_rollup.refresh()'))).toFixed(0)} ms`);
      for (const table of ROLLUP_TABLES) await client.query(`vacuum analyze letz_rollup.${table}`);
    }
  }
  const second = options['compare-plans'];
  if (second !== undefined) {
    const other = await connect(second);
    const cases = CASES.filter(({ query }) => query.includes(options.only));
    process.exitCode = (await comparePlans(client, other, cases)) ? 1 : 0;
    await Promise.all([client.end(), other.end()]);
  } else {
    const scan = await time(() => client.query(SCAN));
    await client.end();
    console.log(`One parallel scan of messages: ${scan.toFixed(0)} ms\n`);
    console.log(
      '| query | cold, ms | warm, ms | scans | times the snippet | with rollups, ms | times faster than the snippet |',
    );
    console.log('|---|---|---|---|---|---|---|');
    const restart = async () => {
      await server?.kill('SIGINT');
      await server?.start();
    };
    const measurements = await measure(url, server && restart);
    if (options.json) await writeFile(options.json, `${JSON.stringify({ scan, measurements }, null, 2)}\n`);
  }
} finally {
  await server?.stop();
}
