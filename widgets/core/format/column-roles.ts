import type { Column, ColumnRole } from '../../../server/contract/column.ts';

/** The members of a column that decide its role. */
export type RoleColumn = Pick<Column, 'name' | 'type'> & Partial<Pick<Column, 'role' | 'of' | 'format' | 'labels'>>;

/** Roles inferred from names, for columns without a declared role. */
const BY_NAME: readonly [role: ColumnRole, name: RegExp, types: readonly Column['type'][]][] = [
  ['percent', /(^|_)pct(_|$)/, ['integer', 'number']],
  ['partial', /^partial$/, ['boolean']],
  ['previous', /^previous$/, ['integer', 'number']],
  ['identifier', /(^|_)id$/, ['integer', 'number']],
  ['year', /(^|_)year$/, ['integer']],
];

/** Role of a column: the declared one, else one inferred from its name. */
export function roleOf({ name, type, role }: RoleColumn): ColumnRole | undefined {
  return role ?? BY_NAME.find(([, pattern, types]) => types.includes(type) && pattern.test(name))?.[0];
}

/** Index of the first column with a role; -1 without one. */
export const indexOfRole = (columns: readonly RoleColumn[], role: ColumnRole): number =>
  columns.findIndex((column) => roleOf(column) === role);

/** True if a column holds percentages. */
export const isPercent = (column: RoleColumn): boolean => roleOf(column) === 'percent';

/** True if a column is true while the row's period has not ended. */
export const isPartial = (column: RoleColumn): boolean => roleOf(column) === 'partial';

const AMOUNTS = new Set<ColumnRole | undefined>(['count', 'percent', 'currency', 'duration', 'bytes']);
const NOT_PLOTTED = new Set<ColumnRole | undefined>(['identifier', 'year', 'previous', 'partial']);

/** True if a column holds amounts, which are measured from zero: counts, shares, money, durations, sizes. */
export function isAmount(column: RoleColumn): boolean {
  const role = roleOf(column);
  return role ? AMOUNTS.has(role) : column.type === 'integer';
}

/** True if a numeric column is drawn by default: keys, years and earlier values are not. */
export const isPlotted = (column: RoleColumn): boolean => !NOT_PLOTTED.has(roleOf(column));

/** Index of the column that holds the whole of a share: the declared one, else `users` for `users_pct`; -1 if unknown. */
export function indexOfWhole(columns: readonly RoleColumn[], share: RoleColumn): number {
  return columns.findIndex(({ name }) => (share.of ? name === share.of : `${name}_pct` === share.name));
}
