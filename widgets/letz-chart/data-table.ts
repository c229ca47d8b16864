import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import { isPartial } from '../core/format/column-roles.ts';
import { labelOf } from '../core/format/labels.ts';
import { fill } from '../core/format/translations.ts';
import { formatValue } from '../core/format/values.ts';
import type { Range } from './keyboard.ts';
import type { TableColumn } from './layers/layer.ts';
import type { ChartModel } from './model.ts';

/** Greatest number of rows. Zooming in shows the others. */
const MAX_ROWS = 400;

const isNumeric = ({ type }: Column) => type === 'integer' || type === 'number';

/** Columns after the x column: all of the result's, or in long form one a series; then those of the layers. */
const tableColumns = (model: ChartModel): TableColumn[] => [
  ...resultColumns(model),
  ...model.layers.flatMap(({ columns }) => columns ?? []),
];

function resultColumns(model: ChartModel): TableColumn[] {
  const { points, labels, texts, view } = model;
  const { columns } = view.data;
  const none = html`<span class="null">${texts.noValue}</span>`;
  const x = Math.max(0, points.xColumn);
  const partial = (index: number) => (index >= points.partialFrom ? texts.partial : '');
  if (points.series.some(({ rows }) => rows)) {
    const series = points.series.map(({ values }, at) => ({
      title: labels.series(at),
      numeric: true,
      cell: (index: number) => (values[index] === null ? none : model.qualified(labels.exact(at, index), at, index)),
    }));
    const open = { title: '', numeric: false, cell: partial };
    return points.partialFrom < points.x.length ? [...series, open] : series;
  }
  return [...columns.keys()]
    .filter((column) => column !== x)
    .map((at) => {
      const column = columns[at]!;
      const series = points.series.findIndex((each) => each.column === at);
      return {
        title: labelOf(column),
        numeric: isNumeric(column),
        cell(index) {
          const value = labels.value(at, index);
          if (value === null) return none;
          if (isPartial(column)) return value ? texts.partial : '';
          const text = formatValue(view.formats, value, column);
          return series < 0 ? text : model.qualified(text, series, index);
        },
      };
    });
}

/** Table with the points of a chart that are in range. */
export function renderTable(model: ChartModel, range: Range | null): TemplateResult {
  const { points, labels, texts, view } = model;
  const { formats, data } = view;
  const [first, last] = range ?? [0, points.x.length - 1];
  const end = Math.min(last, first + MAX_ROWS - 1);
  const indexes = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => first + index);
  const x = data.columns[Math.max(0, points.xColumn)]!;
  const columns = tableColumns(model);
  const head = (index: number) => {
    if (points.kind === 'category' && points.series.some(({ rows }) => rows)) return labels.x(index);
    const value = labels.value(Math.max(0, points.xColumn), index);
    if (value === null) return html`<span class="null">${texts.noValue}</span>`;
    return points.kind === 'timestamp' ? labels.x(index) : formatValue(formats, value, x);
  };
  const numberRange = [first + 1, end + 1, points.x.length].map((number) => formats.number(number));
  return html`<table part="table" class="numbers">
    <caption>${model.sentence} ${end < last ? fill(texts.rowsShown, ...numberRange) : nothing}</caption>
    <thead>
      <tr>
        <th scope="col">${labels.xTitle}</th>
        ${columns.map(({ title, numeric }) => html`<th scope="col" class=${numeric ? 'number' : ''}>${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${indexes.map(
        (index) => html`<tr>
          <th scope="row">${head(index)}</th>
          ${columns.map(({ cell, numeric }) => html` <td class=${numeric ? 'number' : ''}>${cell(index)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
