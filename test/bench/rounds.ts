import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

export interface Contender {
  name: string;
  /** Runs for that many milliseconds. @returns answers per second */
  run(ms: number): Promise<number>;
}

/** Scheduler statistics of this thread (Linux): the first number is its processor time in nanoseconds. */
const SCHEDSTAT = '/proc/thread-self/schedstat';

/** Processor time of this thread in microseconds; NaN if unknown. */
function threadTime(): number {
  return existsSync(SCHEDSTAT) ? Number.parseInt(readFileSync(SCHEDSTAT, 'utf8'), 10) / 1000 : Number.NaN;
}

interface Round {
  /** Answers per second. */
  rate: number;
  /** Processor time of this thread per answer in microseconds, which other load changes least. */
  cost: number;
}

/**
 * Runs two contenders alternately, so that other load affects both, and prints the results.
 * @returns throughput of the first relative to the second: the median of all rounds
 */
export async function compare(title: string, one: Contender, other: Contender): Promise<number> {
  const [rounds, ms] = [11, 700];
  const results: { one: Round; other: Round }[] = [];
  const run = async (contender: Contender): Promise<Round> => {
    const begin = threadTime();
    const rate = await contender.run(ms);
    return { rate, cost: (threadTime() - begin) / ((rate * ms) / 1000) };
  };
  for (let round = -1; round < rounds; round++) {
    // The order alternates, because the second run of a round is favoured by warm caches.
    const turns = new Map<Contender, Round>();
    for (const contender of round % 2 ? [one, other] : [other, one]) turns.set(contender, await run(contender));
    const result = { one: turns.get(one) as Round, other: turns.get(other) as Round };
    // The first round warms up.
    if (round >= 0) results.push(result);
  }
  const ratio = median(results.map((round) => round.one.rate / round.other.rate));
  const costs = median(results.map((round) => round.other.cost / round.one.cost));
  const describe = (name: string, all: Round[]) =>
    `${name} ${Math.round(median(all.map(({ rate }) => rate)))}/s at ${Math.round(median(all.map(({ cost }) => cost)))} µs`;
  console.log(
    `${title}: ${ratio.toFixed(2)}, by this thread's processor time ${costs.toFixed(2)} ` +
      `(${describe(
        one.name,
        results.map((round) => round.one),
      )}, ${describe(
        other.name,
        results.map((round) => round.other),
      )})`,
  );
  return ratio;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Answers per second over HTTP, with load from a worker thread.
 * @param busy true if that thread never sleeps, because waking it costs time of the server;
 * false with a database, which needs the processor
 */
export async function overHttp(
  port: number,
  paths: string[],
  ms: number,
  connections: number,
  headers = '',
  busy = true,
): Promise<number> {
  const workerData = { port, paths, ms, connections, headers, busy };
  const worker = new Worker(new URL('./load.js', import.meta.url), { workerData });
  const [rate] = (await once(worker, 'message')) as [number];
  return rate;
}
