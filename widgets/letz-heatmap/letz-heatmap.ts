import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Result } from '../../server/contract.ts';
import type { TaggedResult } from '../core/gateway-client.ts';
import { LetzElement } from '../core/letz-element.ts';
import { palette } from '../core/palette.ts';
import { pictureStyles } from '../core/picture.ts';
import { property, state } from '../core/property.ts';
import { icons, tool, toolStyles } from '../core/tools.ts';
import { columnTitle } from '../core/words.ts';
import type { Now } from './calendar.ts';
import { styles } from './letz-heatmap.styles.ts';
import type { Matrix, Spot } from './matrix.ts';
import type { Words } from './words.ts';

/** What makes matrices and words of results, once a heatmap was there. */
let engine: typeof import('./engine.ts') | undefined;

/** Columns from which on cells are small. */
const DENSE = 12;

/**
 * @summary A matrix of shades: weekday by hour, or cohort by age.
 *
 * It is a real table, as a picture or with its numbers. Arrow keys, Home, End, Page up and Page down move over the cells,
 * Enter chooses. Cohorts too young to tell are hatched, which is not zero; what is not over yet is dashed.
 *
 * @fires letz-select - A cell was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The cells.
 * @csspart legend - What the shades mean.
 * @csspart tooltip - The cell at the pointer or the keyboard's cursor.
 * @cssproperty [--letz-heatmap-height=300px] - Height of legend and cells, unless the element has a height of its own.
 */
export class LetzHeatmap extends LetzElement {
  static override styles = [...LetzElement.styles, palette, toolStyles, pictureStyles, styles];

  /** Shows the numbers instead of the shades. */
  @property({ type: Boolean, reflect: true, attribute: 'as-table' }) asTable = false;

  /** The keyboard's cell. */
  @state() private cursor: Spot = { row: 0, column: 0 };
  /** The cell that the tooltip is about. */
  @state() private shown: Spot | null = null;

  #matrix: Matrix | undefined;
  #now: Now | undefined;

  protected override async load(signal: AbortSignal): Promise<TaggedResult> {
    const [result, loaded] = await Promise.all([super.load(signal), import('./engine.ts')]);
    engine = loaded;
    if (!this.#matrix) this.requestUpdate(); // The data may have been here before.
    return result;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data } = this;
    const news = !this.#matrix || ['data', 'asTable', 'locale'].some((name) => changed.has(name));
    if (!data || !engine || !news) return;
    const matrix = engine.toMatrix(data, this.asTable);
    const weekdays = matrix.rows[0]?.column.name === 'day_of_week';
    this.#matrix = weekdays ? engine.startWeekOn(matrix, engine.firstDayOfWeek(this.formats.locale)) : matrix;
    this.#now = engine.nowIn(data.asOf, String(data.params.tz ?? 'UTC'));
    const { row, column } = this.cursor;
    if (!matrix.cells[row]?.[column]) this.cursor = { row: 0, column: 0 };
    this.shown = null;
  }

  /** Whether a row, or with a column its cell, holds a time that is not over yet. */
  #isOpen(row: number, column?: number): boolean {
    const { rows, columns, ages } = this.#matrix!;
    const { date, weekday, hour } = this.#now!;
    const head = rows[row]!;
    if (column === undefined) {
      return ages && engine!.isOpen(String(head.value), date, String(this.data!.params.granularity ?? 'day'));
    }
    const across = columns[column]!;
    const byHour = head.column.name === 'day_of_week' && across.column.name === 'hour';
    return byHour && head.value === weekday && across.value === hour && this.data!.params.clock !== 'user';
  }

  #spot(event: Event): Spot | null {
    const cell = (event.target as Element).closest('td');
    return cell && { row: (cell.parentElement as HTMLTableRowElement).rowIndex - 1, column: cell.cellIndex - 1 };
  }

  #cell({ row, column }: Spot): HTMLElement | undefined {
    return this.renderRoot.querySelector('table')?.rows[row + 1]?.cells[column + 1];
  }

  #choose(spot: Spot | null): void {
    const { data } = this;
    const cell = spot && this.#matrix!.cells[spot.row]![spot.column]!;
    const row = data!.rows[cell?.row ?? -1];
    if (!row) return;
    const { columns } = data!;
    this.select(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]!])), columns[cell!.column]!.name);
  }

  readonly #onClick = (event: Event): void => {
    const spot = this.#spot(event);
    if (spot) this.cursor = spot;
    this.#choose(spot);
  };

  readonly #onPoint = (event: Event): void => {
    this.shown = this.#spot(event);
  };

  readonly #onLeave = (): void => {
    this.shown = null;
  };

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { cells } = this.#matrix!;
    const rtl = getComputedStyle(this).direction === 'rtl';
    const moved = engine!.moveCell(event.key, this.cursor, { rows: cells.length, columns: cells[0]!.length, rtl });
    if (moved) this.cursor = moved;
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.cursor);
    else if (event.key === 'Escape') this.shown = null;
    else return;
    event.preventDefault();
    await this.updateComplete;
    if (moved) this.#cell(moved)?.focus();
  };

  protected override renderActions(): unknown {
    const { texts, asTable } = this;
    if (!this.data || this.isEmpty(this.data)) return nothing;
    return tool(asTable ? texts.showChart : texts.showTable, asTable ? icons.chart : icons.table, () => {
      this.asTable = !asTable;
    });
  }

  protected override renderData(data: Result): unknown {
    const { formats, texts, heading, asTable, cursor } = this;
    const matrix = this.#matrix;
    if (!matrix) return this.renderLoading();
    const words = new engine!.Words(data, formats, texts);
    const of = [matrix, formats, texts, heading];
    const dense = matrix.columns.length > DENSE;
    return html`
      ${guard([...of, asTable], () => (asTable ? nothing : this.#renderLegend(matrix, words)))}
      <div class="frame">
        <div
          class="scroller"
          @click=${this.#onClick}
          @keydown=${this.#onKey}
          @pointerover=${this.#onPoint}
          @pointerleave=${this.#onLeave}
          @focusin=${this.#onPoint}
          @focusout=${this.#onLeave}
        >
          ${guard([...of, asTable, cursor], () => this.#renderTable(matrix, words, dense))}
        </div>
        ${this.shown && !asTable ? this.#renderTooltip(this.shown, matrix, words) : nothing}
      </div>
    `;
  }

  #renderTable(matrix: Matrix, words: Words, dense: boolean): TemplateResult {
    const { cursor, texts, asTable } = this;
    const { rows, columns, cells } = matrix;
    const open = rows.findIndex((_, row) => this.#isOpen(row));
    const sentence = words.sentence(this.heading, matrix, open < 0 ? '' : words.head(rows[open]!));
    const highest = engine!.extent(matrix)?.highest.value ?? 0;
    const width = this.#shadeWidth(matrix, highest);
    const partial = html`<span class="visually-hidden">, ${texts.partial}</span>`;
    const blank = html`<span class="visually-hidden">${matrix.ages ? texts.tooEarly : texts.noValue}</span>`;
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
          const isOpenRow = this.#isOpen(row);
          return html`<tr>
            <th scope="row" class=${isOpenRow ? 'open' : nothing}>${words.head(rows[row]!, !asTable)}${isOpenRow ? partial : nothing}</th>
            ${line.map((cell, column) => {
              const { shaded } = columns[column]!;
              const isOpenCell = this.#isOpen(row, column);
              const blankCell = cell.value === null && (shaded || asTable);
              const look = blankCell ? 'blank' : !shaded ? 'beside' : `shade-${engine!.shade(cell.value ?? 0, width)}`;
              const here = row === cursor.row && column === cursor.column;
              const text = asTable ? words.value(cell) : words.short(cell);
              return html`<td class="${look} ${isOpenCell ? 'open' : ''}" tabindex=${here ? 0 : -1}>${cell.value === null ? blank : html`<span>${text}</span>`}${isOpenCell ? partial : nothing}</td>`;
            })}
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #renderLegend(matrix: Matrix, words: Words): TemplateResult {
    const { texts } = this;
    const found = engine!.extent(matrix);
    const open = matrix.rows.some(
      (_, row) => this.#isOpen(row) || matrix.columns.some((_, column) => this.#isOpen(row, column)),
    );
    const width = this.#shadeWidth(matrix, found?.highest.value ?? 0);
    return html`<ul part="legend">
      <li class="scale" aria-hidden="true">
        ${Array.from(
          { length: engine!.STEPS + 1 },
          (_, step) => html`<span><i class="swatch shade-${step}"></i>${words.scale(step * width, matrix)}</span>`,
        )}
      </li>
      ${matrix.ages && found?.blanks ? html`<li><span class="swatch blank"></span>${texts.tooEarly}</li>` : nothing}
      ${open ? html`<li><span class="swatch open"></span>${texts.partial}</li>` : nothing}
    </ul>`;
  }

  #renderTooltip(spot: Spot, matrix: Matrix, words: Words): unknown {
    const cell = matrix.cells[spot.row]?.[spot.column];
    const box = this.#cell(spot)?.getBoundingClientRect();
    const frame = this.renderRoot.querySelector('.frame')?.getBoundingClientRect();
    if (!cell || !box || !frame) return nothing;
    const { texts, data } = this;
    const head = matrix.columns[spot.column]!;
    const title = [words.head(matrix.rows[spot.row]!), head.isName ? [] : words.head(head)].flat().join(', ');
    const [left, top] = [box.left - frame.left, box.top - frame.top];
    const across = left > frame.width / 2 ? `calc(${left - 6}px - 100%)` : `${left + box.width + 6}px`;
    const down = `clamp(0px, ${top + box.height / 2}px - 50%, ${frame.height}px - 100%)`;
    const open = this.#isOpen(spot.row) || this.#isOpen(spot.row, spot.column);
    return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${across} ${down}`}>
      <strong>${title}</strong>
      ${open ? html`<span class="muted">${texts.partial}</span>` : nothing}
      ${engine!.companions(data!.columns, cell.column).map(
        (column) => html`<div>
          <span class="muted">${columnTitle(data!.columns[column]!.name)}</span>
          <span>${cell.value === null && matrix.ages && column === cell.column ? texts.tooEarly : words.value({ ...cell, column })}</span>
        </div>`,
      )}
    </div>`;
  }

  #shadeWidth({ columns, cells }: Matrix, highest: number): number {
    const of = columns.findIndex(({ shaded }) => shaded);
    return engine!.shadeWidth(highest, this.data!.columns[cells[0]?.[of]?.column ?? 0]!.type === 'integer');
  }
}

if (!customElements.get('letz-heatmap')) customElements.define('letz-heatmap', LetzHeatmap);

declare global {
  interface HTMLElementTagNameMap {
    'letz-heatmap': LetzHeatmap;
  }
}
