// `npm run check-queries [-- NAME … --param NAME=VALUE …]`: checks every query file and shows what each query takes.
import { pino } from 'pino';
import { defaultAsOf } from '../answers/as-of.ts';
import { bindQuery } from '../answers/bound-query.ts';
import { Access } from '../auth/access.ts';
import type { NamedQuery, Registry } from '../catalogue/registry.ts';
import type { Gateway } from '../http/gateway-parts.ts';
import { explain } from '../postgres/errors.ts';
import { ConfigError } from '../shared/config.ts';
import { packageFolders } from '../shared/package-folders.ts';
import { ProblemError } from '../shared/problems.ts';
import { startGateway } from '../start-gateway.ts';
import { hasParam, readParamOptions } from './param-options.ts';
import { fail, readArguments, readEnvironment } from './process.ts';

const everything = new Access(
  { query: () => true, schema: true },
  { queries: '*', params: {}, pii: true, schema: false, until: Number.POSITIVE_INFINITY },
);

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: { param: { type: 'string', multiple: true } },
  });
  const log = pino({ level: 'silent' });
  // Broken files are reported with file, line and reason; then there is nothing to time.
  const { gateway, stop } = await startGateway(readEnvironment(), packageFolders().server, log);
  const { queries, given } = choose(gateway.registry, positionals, values.param ?? []);
  let failures = 0;
  for (const query of queries) {
    try {
      const plan = await analyze(gateway, query, given);
      const [, time = '?'] = /^Execution Time: ([\d.]+) ms$/m.exec(plan) ?? [];
      const line = `${query.name.padEnd(24)} ${time.padStart(10)} ms`;
      process.stdout.write(positionals.length ? `${query.name}\n${plan}\n\n` : `${line}\n`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failures += 1;
      process.stderr.write(`${query.name}: ${explain(error)}\n`);
    }
  }
  await stop();
  if (failures) throw new ConfigError([`${failures} of ${queries.length} queries failed`]);
}

/** @throws {ConfigError} for names and parameters that there are not: what is misspelt would go unchecked */
function choose(registry: Registry, names: string[], params: string[]) {
  const mistakes: string[] = [];
  const unknown = names.filter((name) => !registry.has(name));
  if (unknown.length) mistakes.push(`No query has this name: ${unknown.join(', ')}`);
  const queries = names.length ? names.flatMap((name) => registry.get(name) ?? []) : [...registry.values()];
  const given = readParamOptions(params, mistakes);
  const useless = [...given.keys()].filter((name) => !queries.some((query) => hasParam(query, name)));
  if (useless.length) mistakes.push(`--param names ${useless.join(', ')}, which no query that is checked has`);
  if (mistakes.length) throw new ConfigError(mistakes);
  return { queries, given };
}

/** Runs the query once, and says how PostgreSQL did it. */
async function analyze(gateway: Gateway, query: NamedQuery, given: ReadonlyMap<string, string>): Promise<string> {
  const missing = query.params.filter(({ name, required }) => required && !given.has(name));
  if (missing.length) {
    const options = missing.map(({ name }) => `--param ${name}=VALUE`).join(' ');
    throw new ProblemError('invalid-parameter', `it cannot run without ${options}`);
  }
  const known = new Map([...given].filter(([name]) => hasParam(query, name)));
  const asOf = defaultAsOf(gateway.now(), gateway.config.FRESH_SECONDS);
  const { args } = bindQuery(everything, query, known, 'rows', asOf, gateway.zones);
  const sql = `explain (analyze, buffers) ${query.statement.sql}`;
  const { rows } = await gateway.database.read((transaction) => transaction.query(sql, args.values));
  return rows.flat().join('\n');
}

main().catch(fail);
