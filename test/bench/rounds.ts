import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

export interface Contender {
  name: string;
  /** Runs for so long. @returns answers a second */
  run(ms: number): Promise<number>;
}

/** What Linux says of this thread: the first number is its processor time in nanoseconds. */
const SCHEDSTAT = '/proc/thread-self/schedstat';

/** Microseconds of processor time that this thread had so far; NaN where nobody says. */
function threadTime(): number {
  return existsSync(SCHEDSTAT) ? Number.parseInt(readFileSync(SCHEDSTAT, 'utf8'), 10) / 1000 : Number.NaN;
}

interface Round {
  /** Answers a second. */
  rate: number;
  /** Microseconds of this thread's processor time for each: what a busy machine changes least. */
  cost: number;
}

/**
 * Lets two contenders take turns, so that whatever else the machine does meets both, and prints what came out.
 * @returns how many answers the first gives in the time of one of the second: the median of all rounds
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
    // In turns also within a round: whoever comes second finds the machine warmer.
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
 * Answers a second over HTTP, asked for by another thread.
 * @param busy whether that thread never sleeps: to wake it would cost whoever answers, and the more, the slower that is;
 * but it would take a processor away from a database
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
