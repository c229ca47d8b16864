import { readFileSync } from 'node:fs';

/** TLS settings of a connection, as Node's `tls.connect` and `pg` take them. */
export interface TlsOptions {
  rejectUnauthorized: boolean;
  ca?: string;
  cert?: string;
  key?: string;
  checkServerIdentity?: () => undefined;
}

/** One way to connect to the database: an address, with TLS or without. */
export interface ConnectionTarget {
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  ssl: TlsOptions | false;
}

/** A parsed connection string. */
export interface DatabaseUrl {
  /** The addresses in order; for each the ways to connect, in the order in which they are tried. */
  hosts: ConnectionTarget[][];
  /** The value of `search_path`; undefined: the role's own. */
  searchPath: string | undefined;
}

/** A mistake in a connection string. The message never holds the password. */
export class DatabaseUrlError extends Error {}

const SHAPE = 'must look like postgres://user:password@host:5432/database';
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
type SslMode = (typeof SSL_MODES)[number];

const HOST = String.raw`(?:\[[\da-fA-F:.]+\]|[^@/?#:,\s[\]]*)(?::\d*)?`;
const REST = String.raw`(${HOST}(?:,${HOST})*)(?:\/([^/?@]*))?(?:\?(.*))?$`;
/** `user:password@host/database?…` with a user and a password without reserved characters. */
const STRICT = new RegExp(`^(?:([^@/?]*)@)?${REST}`);
/** The same with reserved characters in the password: it ends at the last `@` that a host can follow. */
const LENIENT = new RegExp(`^(.*)@${REST}`);

/**
 * Parses a connection string as libpq does (PostgreSQL manual, "Connection URIs"): several hosts, `host` and `sslmode` as
 * parameters, Unix sockets. Also takes SQLAlchemy's `postgresql+driver://`, Prisma's `schema` and passwords that are not
 * percent-encoded.
 * @throws {DatabaseUrlError}
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const [, rest] = /^postgres(?:ql)?(?:\+\w+)?:\/\/(.*)$/s.exec(text.trim()) ?? [];
  if (rest === undefined) throw new DatabaseUrlError(SHAPE);
  const strict = STRICT.exec(rest);
  const match = strict ?? LENIENT.exec(rest);
  if (!match) throw new DatabaseUrlError(`${SHAPE}; write @ as %40, / as %2F, ? as %3F and % as %25 in a password`);
  const [, userInfo = '', hostList = '', path = '', search = ''] = match;
  const params = new URLSearchParams(search);
  const value = (name: string) => params.get(name) || undefined;
  const part = strict ? decode : (raw: string) => raw;
  const [, name = '', password] = /^([^:]*)(?::(.*))?$/s.exec(userInfo) ?? [];

  const user = part(name) || value('user');
  const secret = (password && part(password)) || value('password');
  const database = decode(path) || value('dbname') || value('database');
  const ssl = tlsChoices(params);
  const hosts = readHosts(hostList, value('host'), value('port')).map((address) =>
    ssl.map(
      (tls): ConnectionTarget => ({
        ...address,
        ...(user && { user }),
        ...(secret && { password: secret }),
        ...(database && { database }),
        // PostgreSQL has no TLS on Unix sockets.
        ssl: address.host?.startsWith('/') ? false : tls,
      }),
    ),
  );
  return { hosts, searchPath: readSearchPath(value('schema'), value('options')) };
}

/** Percent-decodes a part; one that is not validly encoded is taken literally. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readHosts(list: string, hostParam = '', portParam = ''): { host?: string; port?: number }[] {
  const names = list || hostParam;
  const ports = portParam.split(',');
  return names.split(',').map((text, index) => {
    const isIp6 = list === '' && text.includes(':') && !text.startsWith('[');
    const [, bracketed, plain = '', own] = isIp6
      ? [text, text]
      : (/^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? []);
    const host = bracketed ?? decode(plain);
    const port = own || ports[index] || ports[0];
    if (port && !(Number(port) > 0 && Number(port) < 65_536)) {
      throw new DatabaseUrlError(`${SHAPE}; the port must be a number from 1 to 65535`);
    }
    return { ...(host && { host }), ...(port && { port: Number(port) }) };
  });
}

/** The ways to connect that `sslmode` allows, in order (PostgreSQL manual, "SSL Support"). The default is `allow`. */
function tlsChoices(params: URLSearchParams): (TlsOptions | false)[] {
  const misspelt = [...params.keys()].find((name) => name.startsWith('ssl') && !SSL_PARAMS.includes(name));
  if (misspelt)
    throw new DatabaseUrlError(`must not have the parameter ${misspelt}; there are ${SSL_PARAMS.join(', ')}`);
  const given = params.get('sslmode') ?? (params.get('ssl') === 'true' ? 'require' : 'allow');
  const mode = SSL_MODES.find((known) => known === given.replace('no-verify', 'require'));
  if (!mode) throw new DatabaseUrlError(`must have an sslmode of ${SSL_MODES.join(', ')}`);
  if (mode === 'disable') return [false];
  const tls = tlsOptions(mode, params);
  if (mode === 'allow') return [false, tls];
  return mode === 'prefer' ? [tls, false] : [tls];
}

const SSL_PARAMS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslpassword', 'sslnegotiation', 'ssl'];

function tlsOptions(mode: SslMode, params: URLSearchParams): TlsOptions {
  const file = (name: string) => {
    const path = params.get(name);
    return path && path !== 'system' ? readPem(name, path) : undefined;
  };
  const [ca, cert, key] = [file('sslrootcert'), file('sslcert'), file('sslkey')];
  // As with libpq, `require` verifies the certificate if there is a root certificate.
  const verifies = mode.startsWith('verify') || (mode === 'require' && ca !== undefined);
  return {
    rejectUnauthorized: verifies,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(mode !== 'verify-full' && params.get('sslrootcert') !== 'system' && { checkServerIdentity: () => undefined }),
  };
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new DatabaseUrlError(`must have a ${name} that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Prisma's `schema=app`, or libpq's `options=-c search_path=app`. */
function readSearchPath(schema: string | undefined, options: string | undefined): string | undefined {
  if (schema !== undefined) return `"${schema.replaceAll('"', '""')}"`;
  if (options === undefined) return undefined;
  const [, path] = /^-c\s*search_path=((?:\\ |\S)+)$/.exec(options.trim()) ?? [];
  if (path === undefined) throw new DatabaseUrlError('must have no options but -csearch_path=SCHEMA');
  return path.replaceAll('\\ ', ' ');
}
