/** An `@count` line: a step from the stored rows to those that count. */
export interface CountStep {
  /** Name of the step. */
  label: string;
  /** The text after FROM: tables and models, with joins and WHERE if need be. */
  from: string;
  line: number;
}

/**
 * Parses the rest of a line such as `@count Rows of users: user_rows`.
 * @returns the reason if it is not valid
 */
export function parseCountTag(rest: string, line: number): CountStep | string {
  const [, label = '', from = ''] = /^([^:]*[^:\s])\s*:\s+(\S.*)$/.exec(rest) ?? [];
  if (!label) return `takes a label, a colon and what follows FROM, not "${rest}"`;
  return { label, from, line };
}
