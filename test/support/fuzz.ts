const TIMES = Number(process.env.FUZZ ?? 1);

/**
 * Number of runs of a property: `usual`, multiplied by the environment variable `FUZZ`
 * (`FUZZ=50 npx vitest run --project server test/server/queries`).
 */
export function fuzzRuns(usual: number): number {
  return Math.max(1, Math.round(usual * TIMES));
}

/** Timeout of a property test in milliseconds. */
export const FUZZ_TIMEOUT = Math.max(1, TIMES) * 60_000;
