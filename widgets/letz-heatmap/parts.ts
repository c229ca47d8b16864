import { html, nothing, type TemplateResult } from 'lit';
import { columnTitle } from '../core/format/column-roles.ts';
import type { Heatmap } from './heatmap.ts';
import { type Cell, companions, type Spot, STEPS } from './matrix.ts';

/** Columns from which on cells are small. */
const DENSE = 12;

/**
 * The cells, as shades or with all numbers.
 *
 * @param cursor the cell that has the keyboard
 */
export function renderTable(heatmap: Heatmap, cursor: Spot, asTable: boolean): TemplateResult {
  const { matrix, words, texts, sentence } = heatmap;
  const { rows, columns, cells } = matrix;
  const dense = columns.length > DENSE;
  const partial = html`<span class="visually-hidden">, ${texts.partial}</span>`;
  const blank = html`<span class="visually-hidden">${matrix.ages ? texts.tooEarly : texts.noValue}</span>`;
  const renderCell = (cell: Cell, row: number, column: number) => {
    const { value } = cell;
    const { shaded } = columns[column]!;
    const open = heatmap.isOpenCell(row, column);
    const look = value === null && (shaded || asTable) ? 'blank' : shaded ? `shade-${heatmap.shade(value)}` : 'beside';
    const here = row === cursor.row && column === cursor.column;
    const text = asTable ? words.value(cell) : words.short(cell);
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
        ${columns.map((head) => html`<th scope="col" class=${head.shaded ? nothing : 'beside'}><span>${words.head(head, true)}</span></th>`)}
      </tr>
    </thead>
    <tbody>
      ${cells.map((line, row) => {
        const open = heatmap.isOpenRow(row);
        return html`<tr>
          <th scope="row" class=${open ? 'open' : nothing}>${words.head(rows[row]!, !asTable)}${open ? partial : nothing}</th>
          ${line.map((cell, column) => renderCell(cell, row, column))}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** What the shades mean, each with its upper end, and hatches and dashes where there are some. */
export function renderLegend({ matrix, words, texts, scale, extent, open }: Heatmap): unknown {
  if (!matrix.rows.length) return nothing;
  const ends = Array.from({ length: STEPS + 1 }, (_, shade) => words.scale(scale.from + shade * scale.step, matrix));
  const blank = matrix.ages ? texts.tooEarly : texts.noValue;
  return html`<ul part="legend">
    ${
      extent
        ? html`<li class="scale" aria-hidden="true">
            ${ends.map((end, shade) => html`<span><i class="swatch shade-${shade}"></i><small>${end}</small></span>`)}
          </li>`
        : nothing
    }
    ${extent?.blanks === 0 ? nothing : html`<li><span class="swatch blank"></span>${blank}</li>`}
    ${open ? html`<li><span class="swatch open"></span>${texts.partial}</li>` : nothing}
  </ul>`;
}

/**
 * A cell in full, beside it: on the side that has more room.
 *
 * @param box the cell's, and the frame's to stay in, in the page
 */
export function renderTooltip(heatmap: Heatmap, { row, column }: Spot, box: DOMRect, frame: DOMRect): unknown {
  const { matrix, words, texts, columns } = heatmap;
  const cell = matrix.cells[row]?.[column];
  if (!cell) return nothing;
  const head = matrix.columns[column]!;
  const title = [words.head(matrix.rows[row]!), head.isName ? [] : words.head(head)].flat().join(', ');
  const [left, top] = [box.left - frame.left, box.top - frame.top];
  const across = left > frame.width / 2 ? `calc(${left - 6}px - 100%)` : `${left + box.width + 6}px`;
  const down = `clamp(0px, ${top + box.height / 2}px - 50%, ${frame.height}px - 100%)`;
  const open = heatmap.isOpenRow(row) || heatmap.isOpenCell(row, column);
  const say = (of: number) =>
    cell.value === null && matrix.ages && of === cell.column ? texts.tooEarly : words.figure({ ...cell, column: of });
  return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${across} ${down}`}>
    <strong>${title}</strong>
    ${open ? html`<span class="muted">${texts.partial}</span>` : nothing}
    ${companions(columns, cell.column).map(
      (of) => html`<div>
        <span class="muted">${columnTitle(columns[of]!.name)}</span>
        <span>${say(of)}</span>
      </div>`,
    )}
  </div>`;
}
