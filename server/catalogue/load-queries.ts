import { isAbsolute, relative, resolve } from 'node:path';
import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from '../postgres/pool.ts';
import { checkQueries } from './check-queries.ts';
import type { FileProblem } from './query-file.ts';
import { type NamedQuery, type QuerySources, type Registry, readRegistry } from './registry.ts';
import { checkRollups } from './rollup.ts';

/** Query files as read and checked against the database. */
export interface LoadedQueries {
  /** The queries without mistakes. Shipped ones that the database cannot run are marked `unavailable`. */
  registry: Registry;
  /** Names of queries with mistakes. */
  broken: ReadonlySet<string>;
  /** All mistakes in all files. */
  problems: FileProblem[];
}

/**
 * Reads all query files and checks them against the database. A shipped query that the database cannot run is set aside:
 * it has a reason in `unavailable`. The same in a file of `QUERIES_DIR`, or for a query that `SHIPPED_QUERIES` names, is a
 * mistake.
 */
export async function loadQueries(sources: QuerySources, database: Database, zones: ZoneNames): Promise<LoadedQueries> {
  const { registry, models, ...read } = readRegistry(sources);
  const found = await checkQueries(registry.values(), models, database, zones);
  const isOwn = (file: string) => sources.own !== undefined && isInside(sources.own, file);
  const checked = new Map<string, NamedQuery>();
  const broken = new Set(read.broken);
  const problems = [...read.problems];
  for (const [name, query] of registry) {
    const defects = found.get(name) ?? [];
    const [first] = defects;
    const mayBeSetAside = query.shipped && !sources.names && !defects.some(({ file }) => isOwn(file));
    if (!first) checked.set(name, query);
    else if (mayBeSetAside) checked.set(name, { ...query, unavailable: first.reason, state: first.state });
    else {
      broken.add(name);
      problems.push(...defects.map((defect) => (query.shipped ? defect : inOwnFile(defect, query, isOwn))));
    }
  }
  const usable = await checkRollups(checked.values(), database);
  return { registry: new Map(usable.map((query) => [query.name, query])), broken, problems };
}

function isInside(folder: string, file: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return !path.startsWith('..') && !isAbsolute(path);
}

/** A defect of a shipped model, reported at the `@use` line of the query in `QUERIES_DIR` that uses the model. */
function inOwnFile(defect: FileProblem, query: NamedQuery, isOwn: (file: string) => boolean): FileProblem {
  if (isOwn(defect.file)) return defect;
  const model = query.models.find(({ file }) => file === defect.file);
  const use = query.use.find(({ name }) => name === model?.name) ?? query.use[0];
  const reason = `the model ${model?.name} does not fit this database: ${defect.reason}`;
  return { ...defect, file: query.file, line: use?.line ?? 1, reason };
}
