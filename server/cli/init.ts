// `npm run init -- DATABASE_URL [--dir FOLDER] [--yes]`: writes a starter folder for a database: models, queries and a page.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Schema } from '../contract/schema.ts';
import { reasonOf } from '../postgres/errors.ts';
import { openDatabase } from '../postgres/pool.ts';
import { readSchema } from '../postgres/schema.ts';
import { ConfigError, readConfig } from '../shared/config.ts';
import { fail, readArguments, readSettings } from './process.ts';
import { type Ask, confirmMapping, type Mapping } from './schema-mapping.ts';
import { starterFiles } from './starter-files.ts';

const HELP = `Writes a starter folder for a database: models, three queries and a page.

  npm run init -- postgres://user:password@host:5432/database

  --dir FOLDER  folder to write; the default is letz
  --yes         accepts all proposals
  --help        prints this text

It proposes the tables and columns of people, messages and events. Enter accepts a proposal, - means none.
`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: { dir: { type: 'string', default: 'letz' }, yes: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  const settings = readSettings();
  const [url = settings.DATABASE_URL, ...more] = positionals;
  if (more.length)
    throw new ConfigError([`${more.join(' ')} is not expected after the database URL: --dir FOLDER names the folder`]);
  if (!url)
    throw new ConfigError(['The database URL is missing: npm run init -- postgres://user:password@host:5432/database']);
  const config = readConfig({ ...settings, DATABASE_URL: url });
  const schema = await loadSchema(url);
  const mapping = values.yes ? await confirmMapping(schema, async () => '') : await askMapping(schema);
  const { files, queries } = starterFiles(mapping, schema, `http://${config.HOST}:${config.PORT}`);
  write(values.dir, files);
  process.stdout.write(`${summary(mapping)}
Written to ${values.dir}: ${Object.keys(files).join(', ')}

Next, start the gateway with the same database URL and open ${join(values.dir, 'index.html')} in a browser:

  DATABASE_URL='postgres://…' QUERIES_DIR=${join(values.dir, 'queries')} PUBLIC_QUERIES=${queries.join(',')} ALLOWED_ORIGINS=null npm start
`);
}

/** @throws {ConfigError} if the database cannot be read or has no tables */
async function loadSchema(url: string): Promise<Schema> {
  const limits = { acquireTimeoutMs: 10_000, maxWaiting: 1, statementTimeoutMs: 60_000, maxBytes: 400_000_000 };
  const database = openDatabase({ url, poolSize: 1, ...limits, canCancel: true, onError: () => undefined });
  try {
    const schema = await readSchema(database);
    if (!schema.tables.length) throw new ConfigError(['The role can read no table of this database.']);
    return schema;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`The database cannot be read: ${reasonOf(error as Error)}`]);
  } finally {
    await database.close();
  }
}

/** @throws {ConfigError} if standard input ends before all questions are answered */
async function askMapping(schema: Schema): Promise<Mapping> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Lines that arrive before their question are kept.
  const answers = terminal[Symbol.asyncIterator]();
  const ask: Ask = async (question, proposal) => {
    terminal.setPrompt(`${question} [${proposal ?? '-'}]: `);
    terminal.prompt();
    const { value, done } = await answers.next();
    if (done) {
      throw new ConfigError([
        'Standard input ended before the last answer, nothing was written: --yes takes all proposals',
      ]);
    }
    return value.trim();
  };
  try {
    return await confirmMapping(schema, ask);
  } finally {
    terminal.close();
  }
}

/** @throws {ConfigError} if one of the files exists; then nothing is written */
function write(folder: string, files: Record<string, string>): void {
  const existing = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (existing.length) {
    throw new ConfigError([`${folder} has ${existing.join(', ')} already: choose another folder with --dir`]);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
}

function summary(mapping: Mapping): string {
  const lines = (['people', 'messages', 'events'] as const).map((name) => {
    const mapped = mapping[name];
    if (!mapped) return `${name}: no table`;
    const columns = Object.entries(mapped.columns).map(([field, column]) => `${field} = ${column ?? '-'}`);
    return `${name}: ${mapped.table.name} (${columns.join(', ')})`;
  });
  return `${lines.join('\n')}\n`;
}

main().catch(fail);
