import type { QueryDescription } from '../../server/contract/query.ts';

/** How queries are grouped: single figures, courses over time, the rest, and what names people. */
export type GroupName = 'figures' | 'courses' | 'breakdowns' | 'personal';

export interface Group {
  name: GroupName;
  queries: QueryDescription[];
}

const GROUPS: readonly GroupName[] = ['figures', 'courses', 'breakdowns', 'personal'];

function groupOf({ pii, view, columns }: QueryDescription): GroupName {
  if (pii) return 'personal';
  if (view === 'metric') return 'figures';
  return columns.some(({ type }) => type === 'date' || type === 'timestamp') ? 'courses' : 'breakdowns';
}

/** The queries in which every word of a text occurs, in groups that have some; all for an empty text. */
export function findQueries(queries: readonly QueryDescription[], text: string): Group[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const found = queries.filter(({ name, title, description, columns }) => {
    const told = fold([name, title, description, ...columns.map((column) => column.name)].join(' '));
    return words.every((word) => told.includes(word));
  });
  const groups = GROUPS.map((name) => ({ name, queries: found.filter((query) => groupOf(query) === name) }));
  return groups.filter((group) => group.queries.length);
}

/** Lower case, without accents. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
