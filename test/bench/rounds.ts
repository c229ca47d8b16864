import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Contender {
  name: string;
  /** Runs for so long. @returns answers a second */
  run(ms: number): Promise<number>;
}

/**
 * Lets two contenders take turns, so that whatever else the machine does meets both, and prints what came out.
 * @returns how many answers the first gives in the time of one of the second: the median of all rounds
 */
export async function compare(title: string, one: Contender, other: Contender): Promise<number> {
  const [rounds, ms] = [11, 700];
  const results: { one: number; other: number }[] = [];
  for (let round = -1; round < rounds; round++) {
    // In turns also within a round: whoever comes second finds the machine warmer.
    const first = round % 2 ? one : other;
    const rates = new Map<Contender, number>();
    for (const contender of [first, first === one ? other : one]) rates.set(contender, await contender.run(ms));
    // The first round warms up.
    if (round >= 0) results.push({ one: rates.get(one) ?? 0, other: rates.get(other) ?? 0 });
  }
  const ratio = median(results.map((round) => round.one / round.other));
  const rate = (values: number[]) => Math.round(median(values));
  console.log(
    `${title}: ${ratio.toFixed(2)} (${one.name} ${rate(results.map((round) => round.one))}/s, ` +
      `${other.name} ${rate(results.map((round) => round.other))}/s)`,
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
