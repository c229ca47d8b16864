// `npm run token -- --queries total-users --days 30`: prints a token and the HTML to paste.
import { Tokens } from '../auth/tokens.ts';
import { loadRegistry } from '../catalogue/registry.ts';
import { querySources } from '../gateway.ts';
import { type Config, ConfigError } from '../shared/config.ts';
import { packageFolders } from '../shared/package-folders.ts';
import { fail, readArguments, readEnvironment } from './process.ts';
import { readTokenRequest } from './token-request.ts';

const HELP = `Makes a token, and the HTML to paste.

  npm run token -- --queries total-users,active-users --days 30

  --queries NAMES     what it opens: names separated by commas, or '*' for all; needed unless --schema is there
  --days NUMBER       for how many days it is good, from 1 to 3650; 30 if nothing is said
  --expires TIME      or until when: 2027-01-31, or 2027-01-31T12:00:00Z
  --param NAME=VALUE  fixes a parameter: the token opens nothing else; once for each
  --pii               opens personal data, too, of the queries that it names
  --schema            opens the database's schema: tables and columns, never a row
  --help              this text

Who changes LETZ_SECRET ends all tokens; NEW,OLD ends none as long as it stands.
`;

const OPTIONS = {
  queries: { type: 'string' },
  days: { type: 'string' },
  expires: { type: 'string' },
  param: { type: 'string', multiple: true },
  pii: { type: 'boolean' },
  schema: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<void> {
  const { help, ...options } = readArguments({ options: OPTIONS }).values;
  if (help) return void process.stdout.write(HELP);
  const config = readEnvironment();
  if (config.LETZ_SECRET === undefined) {
    throw new ConfigError([
      'LETZ_SECRET must be set, in .env or in the environment, to what the gateway has: it accepts tokens of its own key alone',
    ]);
  }
  const registry = loadRegistry(querySources(config, packageFolders().server));
  const { token: claims, widget } = readTokenRequest(options, registry, new Date());
  const token = await new Tokens(config.LETZ_SECRET).sign(claims);
  const until = new Date(Date.now() + claims.expiresIn * 1000).toISOString().slice(0, 16);
  process.stdout.write(
    `${token}\n\nGood until ${until}Z. A page that may run scripts:\n\n${html(config, token, widget)}`,
  );
}

/** What to paste: names of queries and tokens need no escaping. */
function html(config: Config, token: string, { tag, query }: { tag: string; query: string | undefined }): string {
  const host = config.HOST.includes(':') ? `[${config.HOST.replace(/[[\]]/g, '')}]` : config.HOST;
  const origin = config.PUBLIC_ORIGIN ?? `http://${host}:${config.PORT}`;
  const attribute = query === undefined ? '' : ` query="${query}"`;
  const search = query === undefined ? '' : `?query=${query}`;
  return `<script type="module" src="${origin}/letz.js"></script>
<letz-context token="${token}">
  <${tag}${attribute}></${tag}>
</letz-context>

One that takes frames only:

<iframe src="${origin}/embed/${tag}${search}#token=${token}" title="${query ?? 'Database'}"></iframe>

The page's origin must stand in ALLOWED_ORIGINS.
`;
}

main().catch(fail);
