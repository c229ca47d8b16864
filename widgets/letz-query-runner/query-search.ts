import type { QueryDescription } from '../../server/contract/query.ts';

/** Groups of the list of queries; the names are keys of its texts. */
export const GROUPS = ['metrics', 'timeSeries', 'breakdowns', 'personal'] as const;

export interface QueryGroup {
  name: (typeof GROUPS)[number];
  queries: QueryDescription[];
}

function groupOf({ pii, view, columns }: QueryDescription): QueryGroup['name'] {
  if (pii) return 'personal';
  if (view === 'metric') return 'metrics';
  return columns.some(({ type }) => type === 'date' || type === 'timestamp') ? 'timeSeries' : 'breakdowns';
}

/** The queries that contain every word of a text, by group without empty groups; all queries for an empty text. */
export function findQueries(queries: readonly QueryDescription[], text: string): QueryGroup[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const found = queries.filter(({ name, title, description, columns }) => {
    const names = columns.flatMap((column) => [column.name, column.label ?? '']);
    const searched = fold([name, title, description, ...names].join(' '));
    return words.every((word) => searched.includes(word));
  });
  const groups = GROUPS.map((name) => ({ name, queries: found.filter((query) => groupOf(query) === name) }));
  return groups.filter((group) => group.queries.length);
}

/** Lower case, without accents. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
