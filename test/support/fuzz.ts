const TIMES = Number(process.env.FUZZ ?? 1);

/**
 * How often a property is tried: `usual` times, or that many times the `FUZZ` of the environment
 * (`FUZZ=50 npx vitest run --project server test/server/queries`).
 */
export function fuzzRuns(usual: number): number {
  return Math.max(1, Math.round(usual * TIMES));
}

/** How long such a test may take, in milliseconds. */
export const FUZZ_TIMEOUT = Math.max(1, TIMES) * 60_000;
