import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { isPartial, isPercent, isPlotted, roleOf } from '../core/format/column-roles.ts';
import { labelOf, valueLabel } from '../core/format/labels.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import { isFlat } from '../core/visual/numbers.ts';
import { groupSeries } from './long-form.ts';
import type { Points, XKind } from './points.ts';
import { extentOf } from './value-range.ts';
import { isAscending, isRepeated, orderOf, toNumbers, toTime, type Values, valuesOf } from './values.ts';

export interface Choice {
  /** Name of the x column; empty: the first date, timestamp or text, else the first number. */
  x?: string;
  /** Names of the columns to draw; empty: all numbers of the same unit as the first. */
  series?: readonly string[];
}

const isNumeric = ({ type }: Column) => type === 'integer' || type === 'number';

const notAllowed = (attribute: string, value: string, fault: string, allowed: readonly Column[]) =>
  attributeError('letz-chart', attribute, value, `${fault}. Allowed: ${allowed.map(({ name }) => name).join(', ')}.`);

/** True for columns whose values tell series apart: texts, booleans and keys. */
const namesSeries = (column: Column): boolean =>
  column.type === 'text' || (column.type === 'boolean' && !isPartial(column)) || roleOf(column) === 'identifier';

const REPEATED =
  'has the same value in several rows, and no text, boolean or identifier tells them apart. Choose another x, or add a text column to the query: each of its values becomes a series.';

function findX(columns: readonly Column[], name: string | undefined): number {
  if (name) {
    const chosen = columns.findIndex((column) => column.name === name);
    if (chosen < 0) throw notAllowed('x', name, 'is not a column of the result', columns);
    return chosen;
  }
  for (const types of [['date', 'timestamp'], ['text']]) {
    const found = columns.findIndex(({ type }) => types.includes(type));
    if (found >= 0) return found;
  }
  return columns.filter(isNumeric).length > 1 ? columns.findIndex(isNumeric) : -1;
}

function findSeries(columns: readonly Column[], names: readonly string[], xColumn: number): number[] {
  const numeric = [...columns.keys()].filter((index) => index !== xColumn && isNumeric(columns[index]!));
  const unknown = names.find((name) => !numeric.some((index) => columns[index]!.name === name));
  if (unknown) {
    const allowed = numeric.map((index) => columns[index]!);
    throw notAllowed('series', unknown, 'is not a numeric column of the result', allowed);
  }
  if (names.length) return numeric.filter((index) => names.includes(columns[index]!.name));
  const plotted = numeric.filter((index) => isPlotted(columns[index]!));
  // Counts and percentages don't share an axis.
  const percent = plotted.length > 0 && isPercent(columns[plotted[0]!]!);
  return plotted.filter((index) => isPercent(columns[index]!) === percent);
}

/** Texts of a row, joined. @param textOf text of a value */
const joinTexts = (
  values: Values,
  indexes: readonly number[],
  row: number,
  textOf: (value: Value, column: number) => string = String,
) =>
  indexes
    .map((index) => {
      const value = values[index]?.[row] ?? null;
      return value === null ? '–' : textOf(value, index);
    })
    .join(' · ');

/** Label of a value, else the value. */
const shownText =
  (columns: readonly Column[]) =>
  (value: Value, column: number): string =>
    valueLabel(columns[column]!, value) ?? String(value);

interface Positions {
  kind: XKind;
  x: readonly (number | null)[];
  labels: string[];
}

function positionsOf(columns: readonly Column[], values: Values, xColumn: number, chosen: boolean): Positions {
  const type = columns[xColumn]?.type;
  const raw = values[Math.max(0, xColumn)] ?? [];
  if (type === 'date' || type === 'timestamp') return { kind: type, x: raw.map(toTime), labels: [] };
  if (type === 'integer' || type === 'number') {
    const sorted = isAscending(raw);
    const x = sorted ? raw : toNumbers(raw).values;
    const ends = sorted ? [raw.at(0) ?? 0, raw.at(-1) ?? 0] : (extentOf([x]) ?? [0, 0]);
    // Numbers that a double can't tell apart are drawn one beside the other.
    if (ends[0] === ends[1] || !isFlat(ends[0]!, ends[1]!)) return { kind: 'number', x, labels: [] };
  }
  const texts = chosen || type !== 'text' ? [xColumn] : [...columns.keys()].filter((i) => columns[i]!.type === 'text');
  const x = Array.from({ length: values[0]?.length ?? 0 }, (_, row) => row);
  return { kind: 'category', x, labels: type ? x.map((row) => joinTexts(values, texts, row, shownText(columns))) : [] };
}

/** Points of a result: x and the series over it. @throws {GatewayError} if the attributes don't fit the result */
export function toPoints(result: Result | ColumnarResult, { x: xName, series: names = [] }: Choice = {}): Points {
  const { columns } = result;
  const values = valuesOf(result);
  const xColumn = findX(columns, xName);
  const { kind, x: positions, labels } = positionsOf(columns, values, xColumn, Boolean(xName));
  const raw = values[Math.max(0, xColumn)] ?? [];
  const rows = positions === raw || isAscending(positions) ? null : orderOf(positions);
  const arrange = <T>(list: readonly T[]) => (rows ? Array.from(rows, (row) => list[row]!) : (list as T[]));
  const partial = columns.findIndex(isPartial);
  const drawn = findSeries(columns, names, xColumn);
  const shared = {
    kind,
    zoned: kind === 'timestamp' && String(raw.find((value) => value !== null)).endsWith('Z'),
    xColumn,
    values,
    omitted: 0,
  };

  const keys = arrange(raw);
  const canRepeat = drawn.length > 0 && (kind !== 'category' || Boolean(xName));
  if (canRepeat && isRepeated(keys, kind === 'category')) {
    const texts = [...columns.keys()].filter((index) => index !== xColumn && namesSeries(columns[index]!));
    const [first = 0] = drawn;
    if (texts.length) {
      // Series are told apart by their values, of which several may have the same label.
      const names = raw.map((_, row) => joinTexts(values, texts, row));
      const titles = new Map(names.map((name, row) => [name, joinTexts(values, texts, row, shownText(columns))]));
      const grouped = groupSeries({
        xName: columns[xColumn]!.name,
        x: arrange(positions) as number[],
        keys,
        names: arrange(names),
        numbers: arrange(toNumbers(values[first]!).values),
        rows: rows ?? Uint32Array.from(raw.keys()),
        isPartial: (row) => partial >= 0 && Boolean(values[partial]![row]),
        sums: !isPercent(columns[first]!),
      });
      return {
        ...shared,
        ...grouped,
        x: kind === 'category' ? [...grouped.x.keys()] : grouped.x,
        labels:
          kind === 'category' ? grouped.keys.map((key) => (key === null ? '–' : shownText(columns)(key, xColumn))) : [],
        series: grouped.series.map((each) => ({ ...each, title: titles.get(each.name) ?? each.title, column: first })),
      };
    }
    // Bars of equal categories stand side by side; equal dates or numbers would be one place.
    if (kind !== 'category') throw attributeError('letz-chart', 'x', columns[xColumn]!.name, REPEATED);
  }

  const x = arrange(positions) as number[];
  let partialFrom = x.length;
  while (partial >= 0 && partialFrom > 0 && values[partial]![rows?.[partialFrom - 1] ?? partialFrom - 1]) partialFrom--;
  const series = drawn.map((column) => {
    const numbers = toNumbers(values[column]!);
    const { name } = columns[column]!;
    return { column, name, title: labelOf(columns[column]!), values: arrange(numbers.values), gaps: numbers.gaps };
  });
  return { ...shared, x, labels, series, rows, partialFrom };
}
