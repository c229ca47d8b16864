/** The default `as_of` at a point in time, and the one before it. ISO 8601, UTC. */
export interface DefaultAsOf {
  asOf: string;
  previous: string;
}

/** The current time, rounded down to `seconds`, so that widgets agree with each other and answers can be cached. */
export function defaultAsOf(nowMs: number, seconds: number): DefaultAsOf {
  const step = seconds * 1000;
  const rounded = Math.floor(nowMs / step) * step;
  return { asOf: print(rounded), previous: print(rounded - step) };
}

const print = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The latest of several `as_of`; undefined without any. */
export function latestAsOf(times: readonly string[]): string | undefined {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}
