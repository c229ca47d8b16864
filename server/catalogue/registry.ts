import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { QueryDescription } from '../contract/query.ts';
import { compose, composeCounts, type Statement } from './compose.ts';
import type { CountStep } from './count-tag.ts';
import { languageFor, localize } from './localize.ts';
import { type FileKind, type FileProblem, parseQueryFile, type QueryFile, QueryFilesError } from './query-file.ts';
import { type RollupForm, rollupFolder, rollupForm } from './rollup.ts';
import { sourceNames } from './source-tag.ts';

export interface NamedQuery extends QueryFile {
  /** The models that it uses, each after those that it uses itself. */
  models: QueryFile[];
  /** The complete statement; `$1` is `as_of`, `$2` and on are its parameters in order. */
  statement: Statement;
  /** A hash of the statement and the texts. */
  revision: string;
  /** Names of the tables that it reads, itself or through models. */
  sources: string[];
  /** Steps from the stored rows to those that count: those of its models, then its own. */
  steps: (CountStep & { file: string })[];
  /** The statement that counts the rows of each step; undefined without steps. */
  countStatement: Statement | undefined;
  /** The content of its file: SHA-256 in hex, and the time of the last change. */
  version: FileVersion;
  /** The form that reads rollups, if they are installed. */
  rollup?: RollupForm;
  /** True if it is part of the package, false if it is from `QUERIES_DIR`. */
  shipped: boolean;
  /** The reason why the database cannot run it; such a query is set aside. */
  unavailable?: string;
  /** The SQLSTATE of that reason. */
  state?: string | undefined;
}

/** A version of a file. */
export interface FileVersion {
  hash: string;
  /** ISO 8601, UTC. */
  changedAt: string;
}

/** A query file as read from the disk. */
interface StoredFile extends QueryFile {
  version: FileVersion;
}

/** All queries by name. */
export type Registry = ReadonlyMap<string, NamedQuery>;

/** Folders of query files. */
export interface QuerySources {
  /** The package's folder, with `queries/` and `models/`. */
  shipped: string;
  /** `QUERIES_DIR`: query files, and models in `models/`. Its files replace shipped ones of the same name. */
  own?: string | undefined;
  /** The shipped queries to load; undefined: all. */
  names?: readonly string[] | undefined;
}

/** Query files as read, with the mistakes that need no database to be found. */
export interface ReadRegistry {
  registry: Registry;
  /** All models by name. */
  models: ReadonlyMap<string, QueryFile>;
  /** Names of queries that are left out because of a mistake in their file or in a model. */
  broken: ReadonlySet<string>;
  problems: FileProblem[];
}

/**
 * Reads all query files and composes their statements.
 * @throws {QueryFilesError} with all mistakes in all files
 */
export function loadRegistry(sources: QuerySources): Registry {
  const { registry, problems } = readRegistry(sources);
  if (problems.length) throw new QueryFilesError(problems);
  return registry;
}

/** Reads all query files and composes the statements of those without mistakes. */
export function readRegistry({ shipped, own, names }: QuerySources): ReadRegistry {
  const problems: FileProblem[] = [];
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof QueryFilesError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const broken = new Set<string>();
  const brokenModels = new Set<string>();
  const list = (folder: string) => collect(() => sqlFiles(folder)) ?? [];

  const models = new Map<string, QueryFile>();
  const ownModels = own === undefined || !existsSync(join(own, 'models')) ? [] : list(join(own, 'models'));
  for (const path of [...list(join(shipped, 'models')), ...ownModels]) {
    const model = collect(() => readFile(path, 'model'));
    if (model) models.set(model.name, model);
    else brokenModels.add(basename(path, '.sql'));
  }

  const rollups = rollupFolder(shipped);
  const rollupModels = new Map<string, QueryFile>();
  for (const path of rollups === undefined ? [] : list(rollups)) {
    const model = collect(() => readFile(path, 'rollup'));
    if (model) rollupModels.set(model.name, model);
  }
  const withRollups = new Map([...models, ...rollupModels]);
  const fromRollups = new Set(rollupModels.values());
  const ownNames = new Set(ownModels.map((path) => basename(path, '.sql')));

  const registry = new Map<string, NamedQuery>();
  const add = (path: string, isShipped: boolean) => {
    const name = basename(path, '.sql');
    registry.delete(name);
    broken.add(name);
    collect(() => {
      const query = readFile(path, 'query');
      const used = resolveModels(query, models);
      // The model's own mistake is reported already.
      if ([query, ...used].some(({ use }) => use.some((model) => brokenModels.has(model.name)))) return;
      const statement = compose(query, used);
      const steps = [...used, query].flatMap(({ file, counts }) => counts.map((step) => ({ ...step, file })));
      const named: NamedQuery = {
        ...query,
        models: used,
        statement,
        revision: createHash('sha256').update(statement.sql).update(query.version.hash).digest('base64url'),
        sources: sourceNames([...used, query]),
        steps,
        countStatement: steps.length ? composeCounts(query, used, steps) : undefined,
        shipped: isShipped,
      };
      // Rollups are made of the shipped models' tables and columns.
      const rollup = used.some(({ name }) => ownNames.has(name))
        ? undefined
        : rollupForm(query, resolveModels(query, withRollups), fromRollups);
      registry.set(query.name, rollup ? { ...named, rollup } : named);
      broken.delete(name);
    });
  };
  for (const path of list(join(shipped, 'queries'))) {
    if (!names || names.includes(basename(path, '.sql'))) add(path, true);
  }
  for (const path of own === undefined ? [] : list(own)) add(path, false);
  return { registry, models, broken, problems };
}

/** True if a folder can be read. */
export function canRead(folder: string): boolean {
  try {
    readdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Names of the shipped queries. */
export function shippedNames(shipped: string): string[] {
  return sqlFiles(join(shipped, 'queries')).map((path) => basename(path, '.sql'));
}

const mistake = (file: string, line: number, reason: string) => new QueryFilesError([{ file, line, reason }]);

/** The `.sql` files of a folder. Hidden files, such as those that editors and macOS write, are skipped. */
function sqlFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.sql') && !name.startsWith('.'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    throw mistake(
      relative('', folder) || '.',
      1,
      `the folder cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

const NAMES = {
  query: { pattern: /^[a-z][a-z0-9-]*$/, allowed: 'lower-case letters, digits and -' },
  model: { pattern: /^[a-z][a-z0-9_]*$/, allowed: 'lower-case letters, digits and _' },
  rollup: { pattern: /^[a-z][a-z0-9_]*$/, allowed: 'lower-case letters, digits and _' },
};

function readFile(path: string, kind: FileKind): StoredFile {
  const file = relative('', path);
  const name = basename(path, '.sql');
  const { pattern, allowed } = NAMES[kind];
  if (!pattern.test(name)) throw mistake(file, 1, `"${name}" is not a valid ${kind} name; use ${allowed}`);
  const { text, version } = readText(path, file);
  return { ...parseQueryFile(file, name, text, kind), version };
}

function readText(path: string, file: string): { text: string; version: FileVersion } {
  try {
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { text: bytes.toString('utf8'), version: { hash, changedAt: statSync(path).mtime.toISOString() } };
  } catch (error) {
    throw mistake(file, 1, `the file cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** The models that a query uses, directly or through other models, in the order of their dependencies. */
function resolveModels(query: QueryFile, models: ReadonlyMap<string, QueryFile>): QueryFile[] {
  const used = new Set<QueryFile>();
  const path: QueryFile[] = [];
  const visit = (user: QueryFile) => {
    path.push(user);
    for (const { name, line } of user.use) {
      const model = models.get(name);
      if (!model)
        throw mistake(user.file, line, `there is no model ${name}; there are ${[...models.keys()].join(', ')}`);
      if (path.includes(model)) throw mistake(user.file, line, `circular @use of the model ${name}`);
      if (!used.has(model)) visit(model);
      used.add(model);
    }
    path.pop();
  };
  visit(query);
  return [...used];
}

/** The query's entry in the catalogue. @param locale canonical; undefined: the query file's own language */
export function describe(query: NamedQuery, locale?: string): QueryDescription {
  const texts = localize(query, languageFor(query, locale));
  return { name: query.name, ...texts, pii: query.pii, view: query.view };
}
