import { html, nothing, type TemplateResult } from 'lit';
import { colorClass } from './color-scale.ts';
import type { CellPosition } from './keyboard.ts';
import type { Cell } from './matrix.ts';
import type { HeatmapModel } from './model.ts';

/** Number of columns above which cells are small. */
const DENSE = 12;

/**
 * Grid of cells, as colours or with all numbers.
 *
 * @param cursor cell that the keyboard is at
 */
export function renderGrid(model: HeatmapModel, cursor: CellPosition, asTable: boolean): TemplateResult {
  const { matrix, labels, texts, sentence } = model;
  const { rows, columns, cells } = matrix;
  const dense = columns.length > DENSE;
  const partial = html`<span class="visually-hidden">, ${texts.partial}</span>`;
  const blank = html`<span class="visually-hidden">${matrix.ages ? texts.tooEarly : texts.noValue}</span>`;
  const renderCell = (cell: Cell, row: number, column: number) => {
    const { value } = cell;
    const { shaded } = columns[column]!;
    const open = model.isPartialCell(row, column);
    const look = value === null && (shaded || asTable) ? 'blank' : shaded ? colorClass(model.color(value)) : 'beside';
    const here = row === cursor.row && column === cursor.column;
    const text = asTable ? labels.value(cell) : labels.short(cell);
    return html`<td class="${look} ${open ? 'open' : ''}" tabindex=${here ? 0 : -1}>${value === null ? blank : html`<span>${text}</span>`}${open ? partial : nothing}</td>`;
  };
  return html`<table
    part="table"
    role="grid"
    aria-label=${sentence}
    class="${asTable ? 'numbers' : 'shades'} ${dense ? 'dense' : ''}"
  >
    ${asTable ? html`<caption>${sentence}</caption>` : nothing}
    <thead>
      <tr>
        <td></td>
        ${columns.map((head) => html`<th scope="col" class=${head.shaded ? nothing : 'beside'}><span>${labels.head(head, true)}</span></th>`)}
      </tr>
    </thead>
    <tbody>
      ${cells.map((line, row) => {
        const open = model.isPartialRow(row);
        return html`<tr>
          <th scope="row" class=${open ? 'open' : nothing}>${labels.head(rows[row]!, !asTable)}${open ? partial : nothing}</th>
          ${line.map((cell, column) => renderCell(cell, row, column))}
        </tr>`;
      })}
    </tbody>
  </table>`;
}
