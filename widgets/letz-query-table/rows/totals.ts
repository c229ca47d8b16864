import type { Column, ColumnRole } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { decimal } from './number-keys.ts';
import type { RowSet } from './row-groups.ts';
import type { TableData } from './table-data.ts';

/** Roles of numbers whose sum means something. Shares, identifiers and years don't add up. */
const SUMMED: ReadonlySet<ColumnRole | undefined> = new Set(['count', 'currency', 'duration', 'bytes'] as const);

/**
 * Sums of the shown rows by column index, exact to the last digit; undefined for columns that don't add up and for sums
 * that are no number.
 */
export const totalsOf = (data: TableData, rows: RowSet): (Value | undefined)[] =>
  data.columns.map((_, column) => totalOf(data, column, rows));

/** Sum of rows in one column. */
export const totalOf = (data: TableData, column: number, rows: RowSet): Value | undefined =>
  isSummed(data.columns[column]!) ? sum(data.values(column), rows) : undefined;

export const isSummed = ({ type, role }: Column) => (type === 'integer' || type === 'number') && SUMMED.has(role);

function sum(values: Value[], rows: RowSet): Value | undefined {
  let total = 0;
  for (let position = 0; position < rows.count; position++) {
    const value = values[rows.rowAt(position)]!;
    if (value === null) continue;
    if (typeof value !== 'number' || !Number.isInteger(value)) return decimalSum(values, rows);
    total += value;
  }
  return Number.isSafeInteger(total) ? total : decimalSum(values, rows);
}

/** Sum of decimals as text, without the rounding of doubles. */
function decimalSum(values: Value[], rows: RowSet): string | undefined {
  const digitsByScale = new Map<number, bigint>();
  let scale = 0;
  for (let position = 0; position < rows.count; position++) {
    const value = values[rows.rowAt(position)]!;
    if (value === null) continue;
    if (!Number.isFinite(Number(value))) return undefined;
    const part = decimal(String(value));
    digitsByScale.set(part.scale, (digitsByScale.get(part.scale) ?? 0n) + part.digits);
    scale = Math.max(scale, part.scale);
  }
  let total = 0n;
  for (const [each, digits] of digitsByScale) total += digits * 10n ** BigInt(scale - each);
  const sign = total < 0n ? '-' : '';
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  const fraction = scale ? digits.slice(-scale).replace(/0+$/, '') : '';
  const whole = scale ? digits.slice(0, -scale) : digits;
  return sign + whole + (fraction && `.${fraction}`);
}
