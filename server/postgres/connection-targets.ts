import type { ConnectionTarget, DatabaseUrl } from '../shared/database-url.ts';

/** SQLSTATE `invalid_authorization_specification`: no line of pg_hba.conf allows the connection with or without TLS. */
const NOT_ALLOWED = '28000';
/** SQLSTATEs after which another host would not help: wrong password, no such database. */
const FINAL = ['28P01', '3D000'];

/**
 * The ways to connect to the database: each host, with TLS or without as `sslmode` allows. The one that worked last is
 * tried first.
 */
export class ConnectionTargets {
  readonly #hosts: DatabaseUrl['hosts'];
  #host = 0;
  #choice = 0;

  constructor({ hosts }: DatabaseUrl) {
    this.#hosts = hosts;
  }

  get current(): ConnectionTarget {
    return this.#hosts[this.#host]?.[this.#choice] ?? { ssl: false };
  }

  /**
   * Connects to the first target that accepts the connection.
   * @throws the first error
   */
  async connect<T>(open: (target: ConnectionTarget) => Promise<T>): Promise<T> {
    const tried = new Set<ConnectionTarget>();
    let first: unknown;
    for (;;) {
      const target = this.current;
      try {
        return await open(target);
      } catch (error) {
        first ??= error;
        tried.add(target);
        // Another connection attempt may have moved on already.
        if (this.current === target) this.#advance(error as Error & { code?: string });
        if (tried.has(this.current)) throw first;
      }
    }
  }

  #advance(error: Error & { code?: string }): void {
    const { code = '' } = error;
    const choices = this.#hosts[this.#host]?.length ?? 1;
    const isAboutTls =
      code === NOT_ALLOWED || /^(EPROTO|ERR_(SSL|TLS))/.test(code) || error.message.includes('support SSL');
    if (isAboutTls && this.#choice + 1 < choices) this.#choice += 1;
    else if (FINAL.includes(code)) this.#choice = 0;
    else {
      this.#host = (this.#host + 1) % this.#hosts.length;
      this.#choice = 0;
    }
  }
}
