import { describe, type NamedQuery, type Registry } from '../catalogue/registry.ts';
import type { QueryDescription } from '../contract/query.ts';
import { type Arguments, AS_OF, bindParams } from '../params/bind.ts';
import { type RawParams, readJson } from '../params/decode.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import { ProblemError } from '../shared/problems.ts';
import type { Claims } from './tokens.ts';

/** Access without a token. */
export interface PublicAccess {
  query: (query: NamedQuery) => boolean;
  schema: boolean;
}

/** The rights of one request: those of its token and what is public. Everything else is denied. */
export class Access {
  readonly #open: PublicAccess;
  readonly #claims: Claims | undefined;

  /** @param claims the token's claims; undefined without a token */
  constructor(open: PublicAccess, claims: Claims | undefined) {
    this.#open = open;
    this.#claims = claims;
  }

  /**
   * Returns the query if the request may run it.
   * @throws {ProblemError} `unknown-query`, `unauthorized`, `forbidden` or `query-unavailable`
   */
  query(registry: Registry, name: string): NamedQuery {
    const query = registry.get(name);
    if (!query) throw new ProblemError('unknown-query', 'There is no query of this name; GET /api/queries lists them.');
    const denial = this.#denial(query);
    if (denial) throw this.#deny(denial);
    if (query.unavailable !== undefined) {
      const reason = this.#isAdmin ? `: ${query.unavailable}` : '';
      throw new ProblemError('query-unavailable', `The database cannot run this query${reason}.`);
    }
    return query;
  }

  /**
   * Binds parameters. The token's locked values take precedence.
   * @throws {ProblemError} `forbidden` for a value that contradicts a locked one, `invalid-parameter` for an invalid one
   */
  bind(query: NamedQuery, raw: RawParams, defaultAsOf: string, zones: ZoneNames): Arguments {
    const locks = this.#locks();
    const bound = this.#bind(query, new Map([...raw, ...locks]), defaultAsOf, zones);
    const requested = locks.size ? this.#bind(query, new Map([...locks, ...raw]), defaultAsOf, zones) : bound;
    const changed = [...locks.keys()].find((name) => requested.params[name] !== bound.params[name]);
    if (changed !== undefined) throw this.#deny(`The token locks ${changed} to another value.`);
    return bound;
  }

  /** @throws {ProblemError} `unauthorized` or `forbidden` */
  schema(): void {
    if (!this.#open.schema && !this.#claims?.schema) throw this.#deny('The token lacks the claim schema: true.');
  }

  /** True if the request may see the SQL of the queries that it may run. */
  get explain(): boolean {
    return this.#claims?.explain ?? false;
  }

  /**
   * The queries whose tables' newest stamps the request may see: those that it may run.
   * @throws {ProblemError} `unauthorized` or `forbidden` if there are none; also for a token with locked parameters, because
   * a stamp is that of all rows
   */
  freshness(registry: Registry): NamedQuery[] {
    if (this.#locks().size)
      throw this.#deny('The token locks parameters, and the newest stamps are those of all rows.');
    const allowed = [...registry.values()].filter((query) => query.unavailable === undefined && !this.#denial(query));
    if (!allowed.length) throw this.#deny('The token does not allow any query.');
    return allowed;
  }

  /** True if the token locks this parameter to a value. */
  locks(param: string): boolean {
    return Object.hasOwn(this.#claims?.params ?? {}, param);
  }

  /** True if the request gets `Server-Timing`, which tells cached answers from new ones. */
  get timings(): boolean {
    return this.#isAdmin;
  }

  /** @throws {ProblemError} `unauthorized` or `forbidden` */
  metrics(): void {
    if (!this.#isAdmin) throw this.#deny('The token lacks the claim queries: "*".');
  }

  /** True if the token opens all queries. */
  get #isAdmin(): boolean {
    return this.#claims?.queries === '*';
  }

  /**
   * The catalogue of the queries that the request may run. Locked values are shown as defaults. Queries that are set aside
   * are listed for a token with `queries: "*"` only, with the reason.
   * @param locale canonical; undefined: each query file's own language
   */
  catalogue(registry: Registry, locale?: string): QueryDescription[] {
    const isListed = ({ unavailable }: NamedQuery) => this.#isAdmin || unavailable === undefined;
    const allowed = [...registry.values()].filter((query) => isListed(query) && !this.#denial(query));
    const locks = this.#claims?.params ?? {};
    return allowed.map((query) => {
      const description = describe(query, locale);
      const params = description.params.map((param) =>
        param.name in locks
          ? { ...param, default: locks[param.name] ?? null, required: false, locked: true as const }
          : param,
      );
      return { ...description, params, ...(query.unavailable !== undefined && { unavailable: query.unavailable }) };
    });
  }

  #locks(): Map<string, string | null> {
    return readJson(this.#claims?.params ?? {});
  }

  /** Binds parameters. An invalid locked value is `forbidden`, because the request cannot change it. */
  #bind(query: NamedQuery, raw: RawParams, defaultAsOf: string, zones: ZoneNames): Arguments {
    try {
      return bindParams(query.params, raw, defaultAsOf, zones);
    } catch (error) {
      const name = error instanceof ProblemError && error.param;
      throw name && this.#locks().has(name) ? this.#deny(`The token locks ${name} to another value.`) : error;
    }
  }

  /** The reason why the request may not run a query; undefined if it may. */
  #denial(query: NamedQuery): string | undefined {
    const claims = this.#claims;
    const named = claims?.queries === '*' || claims?.queries.has(query.name);
    if (!named && !this.#open.query(query)) return 'The token does not name this query.';
    if (query.pii && !claims?.pii) return 'The query shows personal data, and the token lacks the claim pii: true.';
    const known = [AS_OF, ...query.params].map(({ name }) => name);
    const missing = Object.keys(claims?.params ?? {}).find((name) => !known.includes(name));
    return missing === undefined ? undefined : `The token locks ${missing}, which is not a parameter of this query.`;
  }

  #deny(detail: string): ProblemError {
    if (this.#claims) return new ProblemError('forbidden', detail);
    return new ProblemError('unauthorized', 'A token is required: Authorization: Bearer …');
  }
}
