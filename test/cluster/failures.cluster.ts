// Two gateways, Redis, a primary, a replica and PgBouncer under load; each of them is ended in turn.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BatchResponse } from '../../server/contract/batch.ts';
import type { Problem } from '../../server/contract/problem.ts';
import type { Result } from '../../server/contract/result.ts';
import { type Running, startCommand } from '../support/command.ts';
import { freePort, type Postgres, startPostgres } from '../support/postgres.ts';
import { Ledger } from './ledger.ts';
import { findPrograms, type Program, startPgBouncer, startRedis } from './programs.ts';

const CLIENTS = 16;
const PARTS = 10;
/** Length of the load before, during and after each failure. */
const PHASE_MS = 3_000;
/** Problems that may be answered while a server is away. */
const DOCUMENTED = ['database-unavailable', 'overloaded'];

const columns = `-- @param part integer = 0 [0..9] Remainder of n / 10
-- @column rows integer How many
-- @column total integer Their sum
select count(stamps.n) as rows, coalesce(sum(stamps.n), 0)::bigint as total
from params left join stamps on stamps.at < params.as_of and stamps.n % 10 = params.part`;
const queries = { counted: `-- Rows\n${columns}`, personal: `-- Rows, as personal data\n-- @pii\n${columns}` };

/** A gateway in a process of its own. */
class GatewayProcess {
  readonly env: Record<string, string>;
  /** True from before its end until it runs again: requests may then fail to connect. */
  isDown = true;
  token = '';
  #running: Running | undefined;

  constructor(env: Record<string, string>) {
    this.env = env;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.env.PORT}`;
  }

  get log(): string {
    return this.#running?.stderr() ?? '';
  }

  async start(): Promise<void> {
    this.#running = startCommand('main', { args: ['serve'], env: this.env });
    const url = await this.#running.said(/http:\S+/);
    this.token = new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? '';
    this.isDown = false;
  }

  async kill(): Promise<void> {
    this.isDown = true;
    this.#running?.child.kill('SIGKILL');
    await this.#running?.ended;
  }
}

interface Outcome {
  phase: string;
  kind: 'answer' | 'problem' | 'unreachable' | 'failure';
  detail: string;
  answers: { asOf: string; part: number; rows: number; total: number }[];
}

let primary: Postgres;
let standby: Postgres;
let redis: Program;
let bouncer: Program;
let folder: string;
let ledger: Ledger;
const gateways: GatewayProcess[] = [];
const outcomes: Outcome[] = [];
let phase = 'start';
let isOver = false;
const restarts: string[] = [];

beforeAll(async () => {
  const { postgres } = findPrograms();
  const settings = { wal_level: 'replica', max_wal_senders: '4', synchronous_commit: 'on' };
  primary = await startPostgres({ bin: postgres, settings });
  const standbySettings = { hot_standby: 'on', hot_standby_feedback: 'on', wal_retrieve_retry_interval: '200' };
  standby = await startPostgres({ bin: postgres, standbyOf: primary, settings: standbySettings });
  redis = await startRedis();
  bouncer = await startPgBouncer({ main: primary.url, copy: standby.url });
  const admin = new pg.Client(primary.url);
  await admin.connect();
  await admin.query('create table stamps (n bigint primary key, at timestamp not null)');
  await admin.end();
  folder = await mkdtemp(join(tmpdir(), 'letz-cluster-'));
  for (const [name, text] of Object.entries(queries)) await writeFile(join(folder, `${name}.sql`), text);
  const through = (name: string) => `postgres://postgres@127.0.0.1:${bouncer.port}/${name}`;
  for (let index = 0; index < 2; index++) {
    gateways.push(
      new GatewayProcess({
        PORT: String(await freePort()),
        DATABASE_URL: through('main'),
        DATABASE_REPLICA_URLS: through('copy'),
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        LETZ_SECRET: 'the secret of the tests, long enough for HS256',
        QUERIES_DIR: folder,
        SHIPPED_QUERIES: 'none',
        FRESH_SECONDS: '1',
        ACQUIRE_TIMEOUT_MS: '1000',
        STATEMENT_TIMEOUT_MS: '5000',
        LOG_LEVEL: 'warn',
      }),
    );
  }
  await Promise.all(gateways.map((gateway) => gateway.start()));
  ledger = new Ledger(primary.url);
  ledger.start();
});

afterAll(async () => {
  isOver = true;
  await Promise.all(gateways.map((gateway) => gateway.kill()));
  await bouncer?.stop();
  await redis?.stop();
  await standby?.stop();
  await primary?.stop();
  await rm(folder, { recursive: true });
});

const random = (below: number) => Math.floor(Math.random() * below);
/** Now and then no `as_of`, which can be cached; else one of the last seconds, which rarely is. */
const someAsOf = () => (random(3) ? { as_of: new Date(Date.now() - random(3_000)).toISOString() } : {});

async function fetchFrom(gateway: GatewayProcess, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${gateway.token}`, ...(init.headers as Record<string, string>) };
  return fetch(`${gateway.origin}${path}`, { ...init, headers, signal: AbortSignal.timeout(30_000) });
}

const readAnswer = (part: number, { asOf, rows }: Result) => ({
  asOf,
  part,
  rows: Number(rows?.[0]?.[0]),
  total: Number(rows?.[0]?.[1]),
});

/** Sends one request, a single query or a batch, and records its outcome. */
async function request(gateway: GatewayProcess): Promise<void> {
  const record = (kind: Outcome['kind'], detail = '', answers: Outcome['answers'] = []) =>
    outcomes.push({ phase, kind, detail, answers });
  const wasDown = gateway.isDown;
  const refuse = (problem: Problem, retryAfter: string | null) => {
    const isDocumented = problem.status === 503 && DOCUMENTED.includes(problem.code) && retryAfter !== null;
    record(isDocumented ? 'problem' : 'failure', `${problem.status} ${problem.code}`);
  };
  try {
    const part = random(PARTS);
    if (random(4)) {
      const name = random(8) ? 'counted' : 'personal';
      const search = new URLSearchParams({ part: String(part), ...someAsOf() });
      const response = await fetchFrom(gateway, `/api/queries/${name}?${search}`);
      if (!response.ok) return refuse((await response.json()) as Problem, response.headers.get('Retry-After'));
      return void record('answer', '', [readAnswer(part, (await response.json()) as Result)]);
    }
    const entries = Array.from({ length: 5 }, (_, index) => ({
      name: 'counted',
      params: { part: (part + index) % PARTS },
    }));
    const body = JSON.stringify({ queries: entries, params: someAsOf() });
    const response = await fetchFrom(gateway, '/api/batch', { method: 'POST', body });
    if (!response.ok) return refuse((await response.json()) as Problem, response.headers.get('Retry-After'));
    const { asOf, results } = (await response.json()) as BatchResponse;
    const answers = results.flatMap((result, index) => {
      if ('rows' in result) return [readAnswer((part + index) % PARTS, result)];
      refuse(result as Problem, '');
      return [];
    });
    if (answers.some((answer) => answer.asOf !== asOf)) record('failure', 'a batch of several as_of');
    record('answer', '', answers);
  } catch (error) {
    const { message, cause } = error as Error;
    const isExpected = wasDown || gateway.isDown;
    record(isExpected ? 'unreachable' : 'failure', `${message} ${(cause as Error | undefined)?.message ?? ''}`);
  }
}

async function load(client: number): Promise<void> {
  for (let turn = client; !isOver; turn++) {
    await request(gateways[turn % gateways.length] as GatewayProcess);
    await setTimeout(random(20));
  }
}

async function metric(gateway: GatewayProcess, pattern: RegExp): Promise<number> {
  const text = await (await fetchFrom(gateway, '/metrics')).text();
  return Number(pattern.exec(text)?.[1] ?? 0);
}
const readsOfReplica = (gateway: GatewayProcess) => metric(gateway, /letz_reads_total\{server="replica"\} (\d+)/);

/** Waits until both gateways answer, read from the replica and use Redis. */
async function recovered(): Promise<void> {
  for (const gateway of gateways) {
    const isReady = async () => (await fetchFrom(gateway, '/readyz').catch(() => undefined))?.status;
    await expect.poll(isReady, { timeout: 30_000 }).toBe(200);
    const isShared = () => metric(gateway, /letz_redis\{what="connected"\} (\d)/);
    await expect.poll(isShared, { timeout: 30_000 }).toBe(1);
    const before = await readsOfReplica(gateway);
    await expect.poll(() => readsOfReplica(gateway), { timeout: 30_000 }).toBeGreaterThan(before);
  }
}

const failures: { name: string; end(): Promise<void>; restore(): Promise<void>; problems: boolean }[] = [
  { name: 'Redis ends', end: () => redis.kill('SIGKILL'), restore: () => redis.start(), problems: false },
  { name: 'Redis hangs', end: () => redis.kill('SIGSTOP'), restore: () => redis.kill('SIGCONT'), problems: false },
  { name: 'the replica ends', end: () => standby.kill('SIGQUIT'), restore: () => standby.start(), problems: true },
  {
    name: 'a gateway ends',
    end: async () => gateways[0]?.kill(),
    restore: async () => gateways[0]?.start(),
    problems: false,
  },
  { name: 'PgBouncer ends', end: () => bouncer.kill('SIGKILL'), restore: () => bouncer.start(), problems: true },
  { name: 'the primary ends', end: () => primary.kill('SIGQUIT'), restore: () => primary.start(), problems: true },
];

test('no answer is wrong whichever server ends, and only documented problems are answered', async () => {
  await setTimeout(1_000);
  const clients = Array.from({ length: CLIENTS }, (_, client) => load(client));
  phase = 'all run';
  await recovered();
  await setTimeout(PHASE_MS);
  for (const { name, end, restore } of failures) {
    phase = name;
    await end();
    await setTimeout(PHASE_MS);
    await restore();
    const begin = performance.now();
    await recovered();
    restarts.push(`${name}: recovered ${Math.round(performance.now() - begin)} ms after the restart`);
    phase = 'all run';
    await setTimeout(PHASE_MS / 3);
  }
  isOver = true;
  await Promise.all(clients);
  await ledger.stop();

  const checked = outcomes.flatMap(({ answers, phase }) =>
    answers.map((answer) => ({
      ...answer,
      phase,
      verdict: ledger.check(answer.asOf, answer.part, answer.rows, answer.total),
    })),
  );
  const of = (name: string) => outcomes.filter((outcome) => outcome.phase === name);
  for (const name of ['all run', ...failures.map((failure) => failure.name)]) {
    const verdicts = checked.filter((answer) => answer.phase === name).map(({ verdict }) => verdict);
    const count = (verdict: string) => verdicts.filter((found) => found === verdict).length;
    const kinds = (kind: Outcome['kind']) => of(name).filter((outcome) => outcome.kind === kind).length;
    console.log(
      `${name}: ${count('exact')} answers exact, ${count('bounded')} within bounds, ${count('wrong')} wrong; ` +
        `${kinds('problem')} documented problems, ${kinds('unreachable')} requests to the ended gateway, ${kinds('failure')} failures`,
    );
  }
  for (const line of restarts) console.log(line);
  for (const gateway of gateways) {
    const text = await (await fetchFrom(gateway, '/metrics')).text();
    console.log((text.match(/^letz_(reads_total|query_duration_seconds_count).*$/gm) ?? []).join('\n'));
  }

  expect(checked.filter(({ verdict }) => verdict === 'wrong').slice(0, 5)).toEqual([]);
  expect(outcomes.filter(({ kind }) => kind === 'failure').slice(0, 5)).toEqual([]);
  const isExpected = (name: string) => failures.some((failure) => failure.name === name && failure.problems);
  expect(outcomes.filter(({ kind, phase }) => kind === 'problem' && !isExpected(phase)).slice(0, 5)).toEqual([]);
  expect(checked.filter(({ verdict }) => verdict === 'exact').length).toBeGreaterThan(checked.length * 0.9);
});
