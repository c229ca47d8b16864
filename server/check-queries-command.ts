// `npm run check-queries [-- NAME … --param NAME=VALUE …]`: checks every query file and shows what each query takes.
import { pino } from 'pino';
import { Access } from './access.ts';
import { bindQuery, type Gateway } from './gateway.ts';
import { ProblemError } from './problems.ts';
import { fail, packageRoot, readArguments, readEnvironment } from './process.ts';
import type { NamedQuery } from './registry.ts';
import { startGateway } from './start-gateway.ts';

const everything = new Access(
  { query: () => true, schema: true },
  { queries: '*', params: {}, pii: true, schema: false, until: Number.POSITIVE_INFINITY },
);

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: { param: { type: 'string', multiple: true } },
  });
  const given = new Map((values.param ?? []).map((param): [string, string] => splitParam(param)));
  const log = pino({ level: 'silent' });
  // Broken files are reported with file, line and reason; then there is nothing to time.
  const { gateway, stop } = await startGateway(readEnvironment(), packageRoot(), log);
  const names = positionals.length ? positionals : [...gateway.registry.keys()];
  for (const name of names) {
    const plan = await explain(gateway, everything.query(gateway.registry, name), given);
    const [, time = '?'] = /^Execution Time: ([\d.]+) ms$/m.exec(plan) ?? [];
    process.stdout.write(positionals.length ? `${name}\n${plan}\n\n` : `${name.padEnd(24)} ${time.padStart(10)} ms\n`);
  }
  await stop();
}

function splitParam(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=');
  if (!value.length) throw new ProblemError('invalid-parameter', `--param takes NAME=VALUE, not "${text}".`);
  return [name, value.join('=')];
}

/** Runs the query once, and says how PostgreSQL did it. */
async function explain(gateway: Gateway, query: NamedQuery, given: ReadonlyMap<string, string>): Promise<string> {
  const known = new Map(
    [...given].filter(([name]) => name === 'as_of' || query.params.some((param) => param.name === name)),
  );
  const { args } = bindQuery(gateway, everything, query, known, 'rows');
  const sql = `explain (analyze, buffers) ${query.statement.sql}`;
  const { rows } = await gateway.database.read((transaction) => transaction.query(sql, args.values));
  return rows.flat().join('\n');
}

main().catch(fail);
