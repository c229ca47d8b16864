import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { QueryDescription } from '../contract/query.ts';
import { AS_OF } from '../params/bind.ts';
import { SQL_TYPES } from '../params/parse.ts';
import { columnOf } from './column-tag.ts';
import { type FileProblem, parseQueryFile, type QueryFile, QueryFilesError } from './query-file.ts';

/** A file's text within a composed statement. */
export interface Span {
  file: string;
  sql: string;
  /** Where it starts, in UTF-16 units. */
  start: number;
}

/** A statement made of a query, its models and its parameters, and where each came from. */
export interface Statement {
  sql: string;
  spans: Span[];
}

export interface NamedQuery extends QueryFile {
  /** The models that it needs, each after those that it needs itself. */
  models: QueryFile[];
  /** The complete statement; `$1` is `as_of`, `$2` and on are its parameters in order. */
  statement: Statement;
  /** Changes with any text that the query is made of. */
  revision: string;
}

/** All queries by name. */
export type Registry = ReadonlyMap<string, NamedQuery>;

export interface Folders {
  /** Folders of query files. A name may stand in one of them only. */
  queries: string[];
  models: string;
}

/**
 * Reads all query files and puts each together with its models.
 * @throws {QueryFilesError} with everything that is wrong with any of them.
 */
export function loadRegistry(folders: Folders): Registry {
  const { registry, problems } = readRegistry(folders);
  if (problems.length) throw new QueryFilesError(problems);
  return registry;
}

/** The same, but what is sound comes along with what is wrong. */
export function readRegistry(folders: Folders): { registry: Registry; problems: FileProblem[] } {
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

  const models = new Map<string, QueryFile>();
  for (const path of sqlFiles(folders.models)) {
    const model = collect(() => readFile(path, 'model'));
    if (model) models.set(model.name, model);
  }
  const registry = new Map<string, NamedQuery>();
  for (const path of folders.queries.flatMap((folder) => collect(() => sqlFiles(folder)) ?? [])) {
    collect(() => {
      const query = readFile(path, 'query');
      const other = registry.get(query.name);
      if (other) throw wrong(query.file, 1, `there is a query of this name already, ${other.file}`);
      const needed = resolveModels(query, models);
      const statement = compose(query, needed);
      const revision = createHash('sha256').update(statement.sql).digest('base64url');
      registry.set(query.name, { ...query, models: needed, statement, revision });
    });
  }
  return { registry, problems };
}

const wrong = (file: string, line: number, reason: string) => new QueryFilesError([{ file, line, reason }]);

function sqlFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    throw wrong(relative('', folder) || '.', 1, `the folder cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function readFile(path: string, kind: 'query' | 'model'): QueryFile {
  const file = relative('', path);
  const name = path.replace(/^.*[/\\]/, '').replace(/\.sql$/, '');
  if (kind === 'query' && !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw wrong(file, 1, `"${name}" is no query name; use lower-case letters, digits and -`);
  }
  return parseQueryFile(file, name, readText(path, file), kind);
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(file, 1, `the file cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function resolveModels(query: QueryFile, models: ReadonlyMap<string, QueryFile>): QueryFile[] {
  const needed = new Set<QueryFile>();
  const path: QueryFile[] = [];
  const visit = (user: QueryFile) => {
    path.push(user);
    for (const { name, line } of user.use) {
      const model = models.get(name);
      if (!model) throw wrong(user.file, line, `there is no model ${name}; there are ${[...models.keys()].join(', ')}`);
      if (path.includes(model)) throw wrong(user.file, line, `the models use each other in a circle: ${name}`);
      if (!needed.has(model)) visit(model);
      needed.add(model);
    }
    path.pop();
  };
  visit(query);
  return [...needed];
}

/**
 * Puts CTEs in front of a query, whose own text stays as it is: its parameters, then its models.
 * @param left a parameter to leave out, to see whether the query misses it
 */
export function compose(query: QueryFile, models: QueryFile[], left?: string): Statement {
  const spans: Span[] = [];
  const params = [AS_OF, ...query.params].filter(({ name }) => name !== left);
  const columns = params.map(({ name, type }, index) => `$${index + 1}::${SQL_TYPES[type]} as ${name}`);
  let sql = `with params as not materialized (select ${columns.join(', ')})`;
  const append = ({ file, sql: text }: QueryFile) => {
    spans.push({ file, sql: text, start: sql.length });
    sql += text;
  };
  for (const model of models) {
    sql += `,\n${model.name} as (\n`;
    append(model);
    sql += '\n)';
  }
  // In brackets, so that a query may have CTEs and an order of its own; PostgreSQL keeps that order.
  sql += '\nselect * from (\n';
  append(query);
  sql += '\n) as result';
  return { sql, spans };
}

/** What the catalogue says of a query. */
export function describe(query: NamedQuery): QueryDescription {
  return {
    name: query.name,
    title: query.title,
    description: query.description,
    params: [AS_OF, ...query.params.map(({ line, ...param }) => param)],
    columns: query.columns.map(columnOf),
    pii: query.pii,
    view: query.view,
  };
}
