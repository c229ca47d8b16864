/**
 * How often a property is tried: `usual` times, or that many times the `FUZZ` of the environment
 * (`FUZZ=50 npx vitest run --project server test/server/queries`).
 */
export function fuzzRuns(usual: number): number {
  return Math.max(1, Math.round(usual * Number(process.env.FUZZ ?? 1)));
}
