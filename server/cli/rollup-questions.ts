import { defaultAsOf } from '../answers/as-of.ts';
import { type BoundQuery, bindQuery } from '../answers/bound-query.ts';
import { Access } from '../auth/access.ts';
import type { Gateway } from '../http/gateway-parts.ts';

const fullAccess = new Access(
  { query: () => true, schema: true },
  { queries: '*', params: {}, pii: true, schema: false, explain: false, until: Number.POSITIVE_INFINITY },
);

/** Values to compare with, by parameter: among the zones one with clock changes and one with an offset of 45 minutes. */
const VALUES: Record<string, string[]> = {
  days: ['1', '30', '730'],
  tz: ['UTC', 'Europe/London', 'Asia/Kathmandu'],
  granularity: ['week'],
  ordered: ['false', 'true'],
  sender: ['any', 'user'],
};

/** Each query that can read rollups, with several sets of parameters. */
export function rollupQuestions({ registry, now, config, zones }: Gateway): BoundQuery[] {
  const asOf = defaultAsOf(now(), config.FRESH_SECONDS);
  return [...registry.values()]
    .filter(({ rollup }) => rollup)
    .flatMap((query) => {
      let sets: [string, string][][] = [[]];
      for (const { name } of query.params) {
        const values = VALUES[name];
        if (values) sets = sets.flatMap((set) => values.map((value): [string, string][] => [...set, [name, value]]));
      }
      return sets.map((set) => bindQuery(fullAccess, query, new Map(set), 'rows', asOf, zones));
    });
}
