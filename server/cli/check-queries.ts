// `npm run check-queries [-- NAME … --param NAME=VALUE …]`: checks all query files and measures each query.
import { pino } from 'pino';
import { defaultAsOf } from '../answers/as-of.ts';
import { bindQuery } from '../answers/bound-query.ts';
import { Access } from '../auth/access.ts';
import { checkData } from '../catalogue/check-data.ts';
import { checkTranslations } from '../catalogue/check-translations.ts';
import type { NamedQuery, Registry } from '../catalogue/registry.ts';
import type { Gateway } from '../http/gateway-parts.ts';
import { startGateway } from '../open-gateway.ts';
import { explain } from '../postgres/errors.ts';
import { ConfigError } from '../shared/config.ts';
import { packageFolders } from '../shared/package-folders.ts';
import { ProblemError } from '../shared/problems.ts';
import { hasParam, readParamOptions } from './param-options.ts';
import { fail, readArguments, readEnvironment } from './process.ts';

const fullAccess = new Access(
  { query: () => true, schema: true },
  { queries: '*', params: {}, pii: true, schema: false, explain: false, until: Number.POSITIVE_INFINITY },
);

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: { param: { type: 'string', multiple: true } },
  });
  const log = pino({ level: 'silent' });
  // Throws for mistakes in query files, with file, line and reason.
  const { gateway, stop } = await startGateway(readEnvironment(), packageFolders().server, log);
  const { queries, given } = choose(gateway.registry, positionals, values.param ?? []);
  let failures = 0;
  for (const query of queries) {
    if (query.unavailable !== undefined && !positionals.length) {
      process.stdout.write(`${query.name.padEnd(24)} not available: ${query.unavailable}\n`);
      continue;
    }
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
  if (!positionals.length) {
    const warnings = [...checkTranslations(gateway.registry), ...(await checkData(gateway.registry, gateway.database))];
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
  }
  await stop();
  if (failures) throw new ConfigError([`${failures} of ${queries.length} queries failed`]);
}

/** @throws {ConfigError} for names of queries and parameters that do not exist */
function choose(registry: Registry, names: string[], params: string[]) {
  const mistakes: string[] = [];
  const unknown = names.filter((name) => !registry.has(name));
  if (unknown.length) mistakes.push(`There is no query of this name: ${unknown.join(', ')}`);
  const queries = names.length ? names.flatMap((name) => registry.get(name) ?? []) : [...registry.values()];
  const given = readParamOptions(params, mistakes);
  const unused = [...given.keys()].filter((name) => !queries.some((query) => hasParam(query, name)));
  if (unused.length)
    mistakes.push(`--param names ${unused.join(', ')}, which is not a parameter of the queries to check`);
  if (mistakes.length) throw new ConfigError(mistakes);
  return { queries, given };
}

/** Runs the query once and returns its execution plan. */
async function analyze(gateway: Gateway, query: NamedQuery, given: ReadonlyMap<string, string>): Promise<string> {
  const missing = query.params.filter(({ name, required }) => required && !given.has(name));
  if (missing.length) {
    const options = missing.map(({ name }) => `--param ${name}=VALUE`).join(' ');
    throw new ProblemError('invalid-parameter', `required parameters are missing: ${options}`);
  }
  const known = new Map([...given].filter(([name]) => hasParam(query, name)));
  const asOf = defaultAsOf(gateway.now(), gateway.config.FRESH_SECONDS);
  const { args } = bindQuery(fullAccess, query, known, 'rows', asOf, gateway.zones);
  const sql = `explain (analyze, buffers) ${query.statement.sql}`;
  const { rows } = await gateway.database.read((transaction) => transaction.query(sql, args.values));
  return rows.flat().join('\n');
}

main().catch(fail);
