import type { Column } from '../../../server/contract/column.ts';

type NamedColumn = Pick<Column, 'name' | 'type' | 'role'>;

/** Title for a column name: `Completed onboarding` for `completed_onboarding`, `D1 %` for `d1_pct`. */
export function columnTitle(name: string): string {
  const text = name
    .replace(/(^|_)pct(?=_|$)/g, ' %')
    .replaceAll('_', ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether a column holds percentages; without a role by its name: `pct`, `d7_pct`, `pct_of_start`. */
export const isPercent = ({ name, role }: NamedColumn): boolean =>
  role ? role === 'percent' : /(^|_)pct(_|$)/.test(name);

/** Whether a column is true while the row's period has not ended; without a role by its name, `partial`. */
export const isPartial = ({ name, type, role }: NamedColumn): boolean =>
  role ? role === 'partial' : name === 'partial' && type === 'boolean';

/** Whether a column holds amounts, which are measured from zero: counts, shares, money, durations, sizes. */
export const isAmount = (column: NamedColumn): boolean =>
  column.role ? AMOUNTS.has(column.role) : column.type === 'integer' || isPercent(column);

/** Whether a numeric column is drawn by default. */
export const isPlotted = ({ role }: NamedColumn): boolean => !role || !NOT_PLOTTED.has(role);

const AMOUNTS = new Set<string>(['count', 'percent', 'currency', 'duration', 'bytes']);
const NOT_PLOTTED = new Set<string>(['identifier', 'year', 'previous', 'partial']);
