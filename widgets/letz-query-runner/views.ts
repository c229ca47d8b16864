import type { QueryDescription, View } from '../../server/contract/query.ts';

/** The ways to look at a query's result: the one that its author chose, and the other of picture and table. */
export function viewsOf({ view, columns }: Pick<QueryDescription, 'view' | 'columns'>): View[] {
  if (view !== 'table') return [view, 'table'];
  const [first, ...rest] = columns;
  const countable = rest.some(({ type }) => type === 'integer' || type === 'number');
  const nameable = first && (first.type === 'text' || first.type === 'date');
  return nameable && countable ? ['table', 'bars'] : ['table'];
}

/** The element that shows a view. */
export function tagOf(view: View): string {
  switch (view) {
    case 'metric':
    case 'heatmap':
    case 'funnel':
      return `letz-${view}`;
    case 'table':
      return 'letz-query-table';
    default:
      return 'letz-chart';
  }
}
