import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../../core/format/formats.ts';
import { totalOf, withInterval } from '../../core/format/share-interval.ts';
import { whenIdle } from '../../core/lazy/when-idle.ts';
import { type ColumnState, isNumeric, totalWidth } from '../columns/column-state.ts';
import { drawHeader, type HeaderState } from '../columns/header-row.ts';
import type { Selection } from '../interaction/selection.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';
import { textPattern } from '../rows/text-filter.ts';
import type { Texts } from '../texts/en.ts';
import { barOf } from './bars.ts';
import type { CellColumn } from './row-pool.ts';
import { observeSize } from './size-observer.ts';
import { StickyColumn } from './sticky-column.ts';
import { type RowsState, VirtualRows } from './virtual-rows.ts';

/** Everything that the grid shows. */
export interface GridState extends Omit<HeaderState, 'keys'> {
  data: TableData;
  rows: RowOrder;
  /** All columns; the same array as long as nothing in it changes. */
  columns: ColumnState[];
  formats: Formats;
  texts: Texts;
  /** Accessible name of null. */
  noValue: string;
  print(value: Value, column: Column): string;
  rowHeight: number;
  /** True if rows are cards in a narrow grid. */
  cards: boolean;
  /** Writes rows that are groups; undefined unless rows are grouped. */
  writeGroup: RowsState['writeGroup'];
  /** True while the row of totals is shown. */
  totals: boolean;
  /** True while the filter row is shown. */
  filtering: boolean;
  selection: Selection | undefined;
}

/** Width in pixels below which rows are cards. */
const CARD_WIDTH = 480;
/** Heights in pixels; constants, so that the scroll height is known without layout. */
const [FIELD_HEIGHT, CARD_PADDING] = [24, 17];

/** Draws header cells, column widths and rows into the grid that Lit rendered, each only if its inputs changed. */
export class GridRenderer {
  /** The rows; undefined while there is no grid. */
  body: VirtualRows | undefined;
  /** Scroll position of a grid that left the page. */
  #scroll = { left: 0, top: 0 };
  /** Last measured height of the visible rows. */
  #height = 0;
  /** Arguments of the latest drawing; kept only where the width decides about cards. */
  #cards: { state: GridState; shown: boolean } | undefined;
  #drawn: Record<string, unknown[]> = {};
  #stop: (() => void) | undefined;

  draw(grid: HTMLElement, state: GridState): void {
    const first = !this.body;
    this.body ??= this.#start(grid);
    const { body } = this;
    const {
      data,
      rows,
      columns,
      formats,
      texts,
      noValue,
      print,
      rowHeight,
      totals,
      filtering,
      focus,
      drop,
      writeGroup,
    } = state;
    const { keys, search, filters, order, count } = rows;
    const shown = columns.filter(({ hidden }) => !hidden);
    const asCards = state.cards && grid.clientWidth < CARD_WIDTH;
    this.#cards = state.cards ? { state, shown: asCards } : undefined;
    if (this.#isNew('cards', asCards)) grid.classList.toggle('cards', asCards);
    const height = asCards ? shown.length * FIELD_HEIGHT + CARD_PADDING : rowHeight;
    if (this.#isNew('header', columns, keys, focus, drop)) {
      drawHeader(grid.querySelector('tr')!, shown, { keys, focus, drop });
    }
    const columnsChanged = this.#isNew('columns', columns, formats, texts, noValue, data, totals, writeGroup, asCards);
    if (columnsChanged) {
      drawWidths(grid, shown);
      body.setColumns(
        shown.map((column) => ({
          ...cellColumn(column, data, formats, print),
          ...(asCards && { label: column.title }),
        })),
        noValue,
      );
    }
    if (this.#isNew('height', rowHeight)) grid.style.setProperty('--_row', `${rowHeight}px`);
    if (asCards) grid.style.setProperty('--_card', `${height}px`);
    if (this.#isNew('rows', data, order, count, height, filtering) || columnsChanged) {
      body.setRows({ data, order, rowHeight: height, headerRows: filtering ? 2 : 1, writeGroup });
    }
    const reordered = this.#isNew('order', keys, search, filters);
    // Scrolling forces a layout.
    if (first && (this.#scroll.top || this.#scroll.left)) body.scrollTo(this.#scroll);
    else if (!first && reordered && body.scroll.top) body.scrollTo({ ...body.scroll, top: 0 });
    if (this.#isNew('search', search)) {
      body.setSearch(search.trim() ? textPattern(search.trim(), false, 'gi') : undefined);
    }
    body.setSelection(state.selection);
  }

  /** Releases the grid, which may be rendered anew, and keeps its scroll position. */
  disconnect(): void {
    if (this.body) this.#scroll = this.body.scroll;
    this.#stop?.();
    this.#stop = this.body = undefined;
    this.#drawn = {};
  }

  #start(grid: HTMLElement): VirtualRows {
    const body = new VirtualRows(grid, this.#height);
    const sticky = new StickyColumn(grid);
    const unobserve = observeSize(grid, (size) => {
      grid.classList.toggle('scrolls-x', size.scrollsX);
      grid.classList.toggle('scrolls-y', size.scrollsY);
      sticky.setSize(size);
      this.#height = size.height;
      body.setSize(size);
      const { state, shown } = this.#cards ?? {};
      if (state && shown !== size.width < CARD_WIDTH) this.draw(grid, state);
    });
    // Rows outside the viewport are drawn once the browser is idle, for screenshots of the whole page.
    const cancel = whenIdle(() => grid.classList.add('complete'));
    this.#stop = () => {
      cancel();
      unobserve();
      body.disconnect();
    };
    return body;
  }

  /** True if an input has changed since the last call with that key. */
  #isNew(key: string, ...inputs: unknown[]): boolean {
    const before = this.#drawn[key];
    this.#drawn[key] = inputs;
    return !before || inputs.some((each, at) => each !== before[at]);
  }
}

/** Numbers are aligned at the right, JSON runs from left to right. Shares with their total have intervals. */
function cellColumn(column: ColumnState, data: TableData, formats: Formats, print: GridState['print']): CellColumn {
  const total = totalOf(data.columns, column);
  const bar = barOf(column, data);
  const classes = [isNumeric(column) && 'numeric', column.type === 'json' && 'json', bar && 'bar'];
  return {
    index: column.index,
    className: classes.filter(Boolean).join(' '),
    print:
      total < 0
        ? (value) => print(value, column)
        : (value, valueAt) => withInterval(formats, print(value, column), value, valueAt(total)),
    ...(bar && { bar }),
  };
}

function drawWidths(grid: HTMLElement, columns: ColumnState[]): void {
  const width = totalWidth(columns);
  for (const table of grid.querySelectorAll('table')) {
    table.style.width = width;
    const cols = columns.map((column) => {
      const col = document.createElement('col');
      col.style.width = column.width;
      return col;
    });
    table.querySelector('colgroup')!.replaceChildren(...cols);
  }
  grid.querySelector<HTMLElement>('.space')!.style.width = width;
}
