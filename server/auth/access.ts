import { describe, type NamedQuery, type Registry } from '../catalogue/registry.ts';
import type { QueryDescription } from '../contract/query.ts';
import { type Arguments, AS_OF, bindParams } from '../params/bind.ts';
import { type RawParams, readJson } from '../params/decode.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import { ProblemError } from '../shared/problems.ts';
import type { Claims } from './tokens.ts';

/** What needs no token. */
export interface PublicAccess {
  query: (query: NamedQuery) => boolean;
  schema: boolean;
}

/** Decides what one caller may do. Whatever is not allowed by name is denied. */
export class Access {
  readonly #open: PublicAccess;
  readonly #claims: Claims | undefined;

  /** @param claims of the caller's token; undefined without one */
  constructor(open: PublicAccess, claims: Claims | undefined) {
    this.#open = open;
    this.#claims = claims;
  }

  /**
   * The query, if this caller may run it.
   * @throws {ProblemError} `unknown-query`, `unauthorized` or `forbidden`
   */
  query(registry: Registry, name: string): NamedQuery {
    const query = registry.get(name);
    if (!query) throw new ProblemError('unknown-query', 'No query has this name; GET /api/queries lists them.');
    const denial = this.#denial(query);
    if (denial) throw this.#deny(denial);
    return query;
  }

  /**
   * Binds parameters, the token's locked ones in place.
   * @throws {ProblemError} `forbidden` for a request that says otherwise, `invalid-parameter` for one that makes no sense
   */
  bind(query: NamedQuery, raw: RawParams, defaultAsOf: string, zones: ZoneNames): Arguments {
    const locks = this.#locks();
    const bound = this.#bind(query, new Map([...raw, ...locks]), defaultAsOf, zones);
    const asked = locks.size ? this.#bind(query, new Map([...locks, ...raw]), defaultAsOf, zones) : bound;
    const changed = [...locks.keys()].find((name) => asked.params[name] !== bound.params[name]);
    if (changed !== undefined) throw this.#deny(`The token fixes ${changed} to another value.`);
    return bound;
  }

  /** @throws {ProblemError} `unauthorized` or `forbidden` */
  schema(): void {
    if (!this.#open.schema && !this.#claims?.schema) throw this.#deny('The token does not say schema: true.');
  }

  /** Whether the token locks this parameter to a value. */
  locks(param: string): boolean {
    return Object.hasOwn(this.#claims?.params ?? {}, param);
  }

  /** Whether the caller sees what took how long: to others it would say what somebody else has asked before. */
  get timings(): boolean {
    return this.#claims?.queries === '*';
  }

  /** @throws {ProblemError} `unauthorized` or `forbidden` */
  metrics(): void {
    if (this.#claims?.queries !== '*') throw this.#deny('The token does not say queries: "*".');
  }

  /** The queries that this caller may run, as it would run them: locked values are the defaults. */
  catalogue(registry: Registry): QueryDescription[] {
    const allowed = [...registry.values()].filter((query) => !this.#denial(query));
    const locks = this.#claims?.params ?? {};
    return allowed.map((query) => {
      const description = describe(query);
      const params = description.params.map((param) =>
        param.name in locks ? { ...param, default: locks[param.name] ?? null, required: false } : param,
      );
      return { ...description, params };
    });
  }

  #locks(): Map<string, string | null> {
    return readJson(this.#claims?.params ?? {});
  }

  /** What is wrong with a fixed value, in the request or in the token itself, is for the token's maker to know. */
  #bind(query: NamedQuery, raw: RawParams, defaultAsOf: string, zones: ZoneNames): Arguments {
    try {
      return bindParams(query.params, raw, defaultAsOf, zones);
    } catch (error) {
      const name = error instanceof ProblemError && error.param;
      throw name && this.#locks().has(name) ? this.#deny(`The token fixes ${name} to another value.`) : error;
    }
  }

  /** Why the caller may not run a query; undefined when it may. */
  #denial(query: NamedQuery): string | undefined {
    const claims = this.#claims;
    const named = claims?.queries === '*' || claims?.queries.has(query.name);
    if (!named && !this.#open.query(query)) return 'The token does not name this query.';
    if (query.pii && !claims?.pii) return 'The query shows personal data, and the token does not say pii: true.';
    const known = [AS_OF, ...query.params].map(({ name }) => name);
    const missing = Object.keys(claims?.params ?? {}).find((name) => !known.includes(name));
    return missing === undefined ? undefined : `The token fixes ${missing}, which this query does not have.`;
  }

  #deny(detail: string): ProblemError {
    if (this.#claims) return new ProblemError('forbidden', detail);
    return new ProblemError('unauthorized', 'This needs a token: Authorization: Bearer …');
  }
}
