import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { whenIdle } from '../core/lazy/when-idle.ts';
import type { Arrangement } from './arrangement.ts';
import { type ColumnState, inView, isNumeric, totalWidth } from './columns.ts';
import { GridBody, ROW_HEIGHT } from './grid-body.ts';
import type { Selection } from './selection.ts';
import { type Sight, type Size, sizeBefore, watchSize } from './sizes.ts';
import type { TableData } from './table-data.ts';
import type { Texts } from './texts/en.ts';
import { Titles, type TitlesState } from './titles.ts';

/** What is to be seen. */
export interface Scene extends Omit<TitlesState, 'keys'> {
  data: TableData;
  rows: Arrangement;
  /** All, the hidden ones too: the same array as long as they are the same. */
  columns: ColumnState[];
  formats: Formats;
  texts: Texts;
  /** What null is called. */
  noValue: string;
  print(value: Value, column: Column): string;
  /** Whether there are fields under the titles. */
  filtering: boolean;
  selection: Selection | undefined;
}

/** Of a widget's height, about what is not its rows: in pixels. */
const AROUND = 100;

/** All columns, however many. */
const ALL = Number.POSITIVE_INFINITY;

/**
 * Draws rows into the grid that Lit has made, and of them only what is no longer as it was drawn. Columns that nobody sees
 * yet come once there is time: they are most of the work on a page of many small tables.
 */
export class Painter {
  /** The rows that are drawn; undefined while there is no grid. */
  body: GridBody | undefined;
  #titles: Titles | undefined;
  /** The size of what is seen of the rows, in pixels; a guess until the page is laid out. */
  #size: Size = { width: 0, height: 0 };
  /** How many columns are drawn: at first those that are seen, all once there was time. */
  #reach = 0;
  #scene: Scene | undefined;
  #drawn: Record<string, unknown[]> = {};
  #stop: (() => void)[] = [];

  /** @returns whether this is the first time in this grid */
  draw(host: Element, grid: HTMLElement, scene: Scene): boolean {
    this.#scene = scene;
    const first = !this.body;
    if (!this.body) this.#start(host, grid);
    const { data, rows, columns, formats, texts, noValue, filtering, focus, drop } = scene;
    const { keys, search, filters, order, count } = rows;
    const columnsChanged = this.#isNew('columns', columns, formats, texts, noValue);
    if (columnsChanged) {
      this.#drawWidths(grid);
      // Again each time: where columns were hidden or made narrower, others come into view.
      this.#reach = Math.max(this.#reach, inView(this.#columns, this.#size.width));
      this.body!.setColumns(this.#columns.slice(0, this.#reach).map(this.#shown), noValue);
    }
    if (this.#isNew('titles', columns, keys, focus, drop)) this.#drawTitles();
    if (this.#isNew('rows', data, order, count, filtering) || columnsChanged) {
      this.body!.setRows(data, order, this.#size.height, filtering ? 2 : 1);
    }
    if (this.#isNew('place', keys, search, filters)) this.body!.toTop();
    this.body!.select(scene.selection);
    // The reader may have been there when the table left the page.
    if ((scene.selection?.focus.column ?? 0) >= this.#reach) this.#complete();
    return first;
  }

  /** Lets go of the grid. */
  forget(): void {
    for (const stop of this.#stop) stop();
    this.#stop = [];
    this.#scene = undefined;
    this.body = this.#titles = undefined;
    this.#reach = 0;
    this.#drawn = {};
  }

  #start(host: Element, grid: HTMLElement): void {
    const { width, height } = sizeBefore(host);
    this.#size = { width, height: height - AROUND };
    this.#titles = new Titles(grid.querySelector('tr')!);
    const body = new GridBody(grid, grid.querySelector('.space')!, { onReach: () => this.#complete() });
    this.body = body;
    this.#stop = [watchSize(grid, (sight) => this.#fit(sight)), whenIdle(() => this.#complete()), () => body.leave()];
  }

  /** Whether something that is drawn depends on has changed since it was asked for the last time. */
  #isNew(what: string, ...now: unknown[]): boolean {
    const before = this.#drawn[what];
    this.#drawn[what] = now;
    return !before || now.some((each, at) => each !== before[at]);
  }

  get #columns(): ColumnState[] {
    return this.#scene!.columns.filter(({ hidden }) => !hidden);
  }

  readonly #shown = (column: ColumnState) => ({
    index: column.index,
    look: isNumeric(column) ? 'numeric' : column.type === 'json' ? 'json' : '',
    print: (value: Value) => this.#scene!.print(value, column),
  });

  #drawWidths(grid: HTMLElement): void {
    const columns = this.#columns;
    const width = totalWidth(columns);
    for (const table of grid.querySelectorAll('table')) {
      table.style.width = width;
      const made = columns.map((each) => {
        const column = document.createElement('col');
        column.style.width = each.width;
        return column;
      });
      table.querySelector('colgroup')!.replaceChildren(...made);
    }
    grid.querySelector<HTMLElement>('.space')!.style.width = width;
  }

  #drawTitles(): void {
    const { rows, focus, drop } = this.#scene!;
    const columns = this.#columns;
    this.#titles!.draw(columns.slice(0, this.#reach), columns.length, { keys: rows.keys, focus, drop });
  }

  /** Draws the columns that were left out. */
  #complete(): void {
    if (this.#reach === ALL || !this.#scene) return;
    const more = this.#columns.slice(this.#reach);
    this.#reach = ALL;
    if (!more.length) return;
    this.#drawTitles();
    this.body!.addColumns(more.map(this.#shown));
  }

  #fit({ width, height, scrollTop, scrollLeft }: Sight): void {
    this.#size = { width, height: Math.max(ROW_HEIGHT, height) };
    if (this.#scene && (scrollLeft || inView(this.#columns, width) > this.#reach)) this.#complete();
    this.body?.setSight(this.#size.height, scrollTop);
  }
}
