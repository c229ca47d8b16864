// `npm run token -- --queries total-users --days 30`: prints a token and HTML that uses it.
import { Tokens } from '../auth/tokens.ts';
import { querySources } from '../catalogue/query-sources.ts';
import { loadRegistry } from '../catalogue/registry.ts';
import { readBrowserBuild, versionedPath } from '../http/browser-build.ts';
import { type Config, ConfigError } from '../shared/config.ts';
import { packageFolders } from '../shared/package-folders.ts';
import { fail, readArguments, readEnvironment } from './process.ts';
import { readTokenRequest } from './token-request.ts';

const HELP = `Creates a token and prints HTML that uses it.

  npm run token -- --queries total-users,active-users --days 30

  --queries NAMES     queries that it allows: names separated by commas, or '*' for all; required without --schema
  --days NUMBER       lifetime in days, from 1 to 3650; the default is 30
  --expires TIME      time of expiry instead of --days: 2027-01-31 or 2027-01-31T12:00:00Z
  --param NAME=VALUE  locks a parameter to a value; may be repeated
  --pii               also allows queries with personal data
  --schema            allows the database's schema: tables and columns, never a row
  --explain           allows the SQL of the queries, with parameters filled in
  --help              prints this text

Changing LETZ_SECRET invalidates all tokens. During a rotation, LETZ_SECRET=NEW,OLD accepts both.
`;

const OPTIONS = {
  queries: { type: 'string' },
  days: { type: 'string' },
  expires: { type: 'string' },
  param: { type: 'string', multiple: true },
  pii: { type: 'boolean' },
  schema: { type: 'boolean' },
  explain: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<void> {
  const { help, ...options } = readArguments({ options: OPTIONS }).values;
  if (help) return void process.stdout.write(HELP);
  const config = readEnvironment();
  if (config.LETZ_SECRET === undefined) {
    throw new ConfigError([
      "LETZ_SECRET must be set, in .env or in the environment, to the gateway's own: it accepts only tokens signed with it",
    ]);
  }
  const registry = loadRegistry(querySources(config, packageFolders().server));
  const { token: claims, widget } = readTokenRequest(options, registry, new Date());
  const token = await new Tokens(config.LETZ_SECRET).sign(claims);
  const until = new Date(Date.now() + claims.expiresIn * 1000).toISOString().slice(0, 16);
  process.stdout.write(
    `${token}\n\nValid until ${until}Z. For a page that can run scripts:\n\n${html(config, token, widget)}`,
  );
}

/** HTML that shows the widget. Names of queries and tokens need no escaping. */
function html(config: Config, token: string, { tag, query }: { tag: string; query: string | undefined }): string {
  const host = config.HOST.includes(':') ? `[${config.HOST.replace(/[[\]]/g, '')}]` : config.HOST;
  const origin = config.PUBLIC_ORIGIN ?? `http://${host}:${config.PORT}`;
  const attribute = query === undefined ? '' : ` query="${query}"`;
  const search = query === undefined ? '' : `?query=${query}`;
  return `${scriptTag(origin)}
<letz-context token="${token}">
  <${tag}${attribute}></${tag}>
</letz-context>

For a page that takes frames only:

<iframe src="${origin}/embed/${tag}${search}#token=${token}" title="${query ?? 'Database'}"></iframe>

ALLOWED_ORIGINS must contain the page's origin.
`;
}

/** The script of this release, with its integrity; it stays the same until the page is changed. */
function scriptTag(origin: string): string {
  const build = readBrowserBuild(packageFolders().browser);
  if (!build) return `<script type="module" src="${origin}/letz.js"></script>`;
  return `<script type="module" src="${origin}${versionedPath(build)}" integrity="${build.integrity}"></script>`;
}

main().catch(fail);
