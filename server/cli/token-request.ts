import type { NewToken } from '../auth/tokens.ts';
import type { NamedQuery, Registry } from '../catalogue/registry.ts';
import { VIEW_ELEMENTS } from '../contract/query.ts';
import { bindParams } from '../params/bind.ts';
import { ConfigError } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';
import { hasParam, readParamOptions } from './param-options.ts';

/** Options of `npm run token`. */
export interface TokenOptions {
  queries?: string | undefined;
  days?: string | undefined;
  expires?: string | undefined;
  param?: string[] | undefined;
  pii?: boolean | undefined;
  schema?: boolean | undefined;
  explain?: boolean | undefined;
}

export interface TokenRequest {
  token: NewToken;
  /** The widget of the HTML example. */
  widget: { tag: string; query: string | undefined };
}

const DAY = 86_400;
const MAX_DAYS = 3650;
/** Any time: an `as_of` to validate parameter values with. */
const ANY_TIME = '2000-01-01T00:00:00Z';

/**
 * Validates the options and converts them to claims. Options of which no query could make use are mistakes.
 * @throws {ConfigError} with all mistakes
 */
export function readTokenRequest(options: TokenOptions, registry: Registry, now: Date): TokenRequest {
  const mistakes: string[] = [];
  const names = readNames(options, registry, mistakes);
  const params = readParamOptions(options.param ?? [], mistakes);
  const named = names === '*' ? [...registry.values()] : names.flatMap((name) => registry.get(name) ?? []);

  const personal = named.filter(({ pii }) => pii && names !== '*' && !options.pii).map(({ name }) => name);
  if (personal.length) mistakes.push(`--pii is missing: ${personal.join(', ')} shows personal data`);
  const usable = named.filter((query) => [...params.keys()].every((name) => hasParam(query, name)));
  for (const query of names === '*' ? [] : named) {
    if (!usable.includes(query)) mistakes.push(missingParams(query, params));
  }
  if (names === '*' && !usable.length) mistakes.push('--param names a parameter that no query has');
  for (const query of usable) mistakes.push(...invalidValues(query, params));

  const expiresIn = readExpiry(options, now, mistakes);
  if (options.explain && !named.length)
    mistakes.push('--explain needs --queries: it allows the SQL of the queries that they name');
  if (mistakes.length) throw new ConfigError([...new Set(mistakes)]);
  const [first] = usable;
  return {
    token: {
      queries: names,
      expiresIn,
      ...(params.size && { params: Object.fromEntries(params) }),
      ...(options.pii && { pii: true }),
      ...(options.schema && { schema: true }),
      ...(options.explain && { explain: true }),
    },
    widget: { tag: first ? VIEW_ELEMENTS[first.view] : 'letz-schema-browser', query: first?.name },
  };
}

function readNames({ queries, schema }: TokenOptions, registry: Registry, mistakes: string[]): string[] | '*' {
  if (queries?.trim() === '*') return '*';
  const names = (queries ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names.length && !schema) mistakes.push("--queries must have the names of queries, or be '*' for all");
  const unknown = names.filter((name) => !registry.has(name));
  if (unknown.length) {
    mistakes.push(`--queries names ${unknown.join(', ')}, but the queries are ${[...registry.keys()].join(', ')}`);
  }
  return names;
}

function missingParams(query: NamedQuery, params: ReadonlyMap<string, string>): string {
  const missing = [...params.keys()].filter((name) => !hasParam(query, name));
  const known = ['as_of', ...query.params.map(({ name }) => name)].join(', ');
  return `--param names ${missing.join(', ')}, which ${query.name} does not have (it has ${known}): the token would not allow it`;
}

function invalidValues(query: NamedQuery, params: ReadonlyMap<string, string>): string[] {
  try {
    const others = query.params.map((param) => ({ ...param, required: false }));
    bindParams(others, params, ANY_TIME);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return [`--param: ${error.message}`];
    throw error;
  }
}

/** The token's lifetime in seconds. */
function readExpiry({ days, expires }: TokenOptions, now: Date, mistakes: string[]): number {
  if (days !== undefined && expires !== undefined) mistakes.push('--days and --expires cannot be combined');
  if (expires !== undefined) {
    // JavaScript reads 2027-02-30 as a day in March.
    const isTime =
      /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(expires) &&
      Number.isFinite(Date.parse(expires)) &&
      new Date(expires).toISOString().startsWith(expires.replace('Z', ''));
    const seconds = Math.floor((Date.parse(expires) - now.getTime()) / 1000);
    if (!isTime) mistakes.push(`--expires must be a time such as 2027-01-31, not "${expires}"`);
    else if (seconds <= 0 || seconds > MAX_DAYS * DAY)
      mistakes.push('--expires must be in the future, by ten years at most');
    return seconds;
  }
  const count = /^\d{1,4}$/.test(days ?? '30') ? Number(days ?? 30) : 0;
  if (count < 1 || count > MAX_DAYS) mistakes.push(`--days must be a whole number from 1 to ${MAX_DAYS}`);
  return count * DAY;
}
