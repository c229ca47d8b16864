import { z } from 'zod';
import { DatabaseUrlError, parseDatabaseUrl } from './database-url.ts';
import { isOrigin, isOriginPattern, isPublicOrigin } from './origins.ts';
import { keyMistakes, MIN_KEY_BYTES } from './signing-keys.ts';

/** The validated settings. */
export type Config = z.infer<typeof settings> & {
  /** True if `HOST` is a loopback address. */
  loopback: boolean;
  /** True if other machines can reach the gateway, at `HOST` or through a proxy at `PUBLIC_ORIGIN`. */
  exposed: boolean;
};

/** Mistakes in the settings, one line each. */
export class ConfigError extends Error {
  constructor(mistakes: string[]) {
    super(mistakes.join('\n'));
  }
}

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** The mistake in a connection string; undefined without one. */
function databaseUrlMistake(text: string): string | undefined {
  try {
    parseDatabaseUrl(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof DatabaseUrlError)) throw error;
    return error.message;
  }
}

function isRedisUrl(text: string): boolean {
  const { protocol, hostname, pathname } = URL.canParse(text) ? new URL(text) : new URL('none:');
  return /^rediss?:$/.test(protocol) && hostname !== '' && /^(\/\d*)?$/.test(pathname);
}

/** A comma before a scheme separates connection strings; others separate the hosts of one. */
const BETWEEN_URLS = /,(?=\s*postgres(?:ql)?(?:\+\w+)?:\/\/)/;

const settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8787),
  DATABASE_URL: z
    .string()
    .superRefine((text, context) => {
      const mistake = databaseUrlMistake(text);
      if (mistake) context.addIssue(mistake);
    })
    .optional(),
  DATABASE_REPLICA_URLS: z
    .string()
    .transform((text) => text.split(BETWEEN_URLS).map((url) => url.trim()))
    .superRefine((urls, context) => {
      urls.forEach((url, index) => {
        const mistake = databaseUrlMistake(url);
        if (mistake) context.addIssue(`number ${index + 1} ${mistake}`);
      });
    })
    .default([]),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must look like redis://user:password@host:6379/0, or rediss:// for TLS')
    .optional(),
  ROW_SECURITY: z.enum(['on', 'off'], 'must be on or off').default('off'),
  DATABASE_POOL_SIZE: whole(1, 1_000).default(10),
  STATEMENT_TIMEOUT_MS: whole(1, 3_600_000).default(15_000),
  ACQUIRE_TIMEOUT_MS: whole(1, 600_000).default(3_000),
  MAX_ROWS: whole(1, 10_000_000).default(10_000),
  FRESH_SECONDS: whole(1, 86_400).default(10),
  LETZ_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= MIN_KEY_BYTES, `must be at least ${MIN_KEY_BYTES} bytes long`)
    .superRefine((text, context) => {
      for (const message of keyMistakes(text)) context.addIssue(message);
    })
    .optional(),
  ALLOWED_ORIGINS: list
    .refine(
      (origins) => origins.every((text) => text === 'null' || isOrigin(text) || isOriginPattern(text)),
      'must be origins such as https://admin.example.org, patterns of one label such as https://*.example.org, or null for sandboxed frames, separated by commas, without a path',
    )
    .default([]),
  PUBLIC_ORIGIN: z
    .string()
    .refine(
      isPublicOrigin,
      'must be an exact origin such as https://gateway.example.org, or one with a path such as https://example.org/letz, without a slash at the end',
    )
    .optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  PUBLIC_QUERIES: list.optional(),
  PUBLIC_SCHEMA: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional(),
  QUERIES_DIR: z.string().optional(),
  SHIPPED_QUERIES: list
    .refine((names) => names.length === 1 || !names.includes('none'), 'must be names separated by commas, or none')
    .transform((names) => names.filter((name) => name !== 'none'))
    .optional(),
  RATE_LIMIT_PER_MINUTE: whole(0, 1_000_000).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
});

export type SettingName = keyof typeof settings.shape;

/** Names of the settings, in the order of `.env.example`. */
export const SETTINGS: readonly string[] = Object.keys(settings.shape);

/**
 * Reads the settings; an empty value counts as unset.
 * @throws {ConfigError} with every mistake, by name.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(SETTINGS.map((name) => [name, env[name] || undefined]));
  const { data, error } = settings.safeParse(given);
  const mistakes = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
  const loopback = isLoopback(given.HOST ?? '127.0.0.1');
  const exposed = ['HOST', 'PUBLIC_ORIGIN'].find((name) => given[name] && !(name === 'HOST' && loopback));
  if (exposed && !given.LETZ_SECRET) {
    mistakes.push(
      `LETZ_SECRET must be set, because ${exposed} is ${given[exposed]} and others can reach the gateway: tokens of a random key would end with each restart`,
    );
  }
  if (given.DATABASE_REPLICA_URLS && !given.DATABASE_URL) {
    mistakes.push('DATABASE_REPLICA_URLS needs DATABASE_URL, the primary of the replicas');
  }
  if (given.REDIS_URL && !given.DATABASE_URL) {
    mistakes.push('REDIS_URL needs DATABASE_URL: gateways with embedded databases have nothing to share');
  }
  if (!data || mistakes.length) throw new ConfigError(mistakes);
  return { ...data, loopback, exposed: exposed !== undefined };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
