import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import { formatValue } from '../core/format/values.ts';
import type { Chart } from './chart.ts';
import type { Range } from './cursor.ts';

/** More rows would slow the page down and help nobody: zooming in shows the others. */
const MOST_ROWS = 400;

/** The chart's points as a real table: those in view, with all of the result's columns. */
export function renderTwin(chart: Chart, range: Range | null): TemplateResult {
  const { points, labels, texts } = chart;
  const { formats, data } = chart.view;
  const { columns } = data;
  const [first, last] = range ?? [0, points.x.length - 1];
  const end = Math.min(last, first + MOST_ROWS - 1);
  const shown = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => first + index);
  const x = Math.max(0, points.xColumn);
  const cell = (column: Column, index: number, point: number) => {
    const value = labels.value(index, point);
    const text =
      value === null ? html`<span class="null">${texts.noValue}</span>` : formatValue(formats, value, column);
    return index === x
      ? html`<th scope="row">${text}</th>`
      : html`<td class=${column.type === 'integer' || column.type === 'number' ? 'number' : ''}>
          ${column.name === 'partial' && column.type === 'boolean' ? (value ? texts.partial : '') : text}
        </td>`;
  };
  const order = [x, ...columns.keys()].filter((index, place) => place === 0 || index !== x);
  return html`<table part="table" class="numbers">
    <caption>
      ${chart.sentence}
      ${
        end < last
          ? fill(texts.rowsShown, formats.number(first + 1), formats.number(end + 1), formats.number(points.x.length))
          : nothing
      }
    </caption>
    <thead>
      <tr>
        ${order.map((index) => html`<th scope="col" class=${points.series.some(({ column }) => column === index) ? 'number' : ''}>${columnTitle(columns[index]!.name)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${shown.map((index) => html`<tr>${order.map((column) => cell(columns[column]!, column, index))}</tr>`)}
    </tbody>
  </table>`;
}
