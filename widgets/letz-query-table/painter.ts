import type { Column, Value } from '../../server/contract.ts';
import type { Formats } from '../core/formats.ts';
import type { Arrangement } from './arrangement.ts';
import { type ColumnState, isNumeric, totalWidth } from './columns.ts';
import { GridBody, ROW_HEIGHT } from './grid-body.ts';
import { watchHeight } from './heights.ts';
import type { Selection } from './selection.ts';
import type { TableData } from './table-data.ts';
import type { Texts } from './texts.ts';

/** What is to be seen. */
export interface Scene {
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

/** Draws rows into the grid that Lit has made, and of them only what is no longer as it was drawn. */
export class Painter {
  /** The rows that are drawn; undefined while there is no grid. */
  body: GridBody | undefined;
  /** Of what is seen of the rows, in pixels; 0 until the page is laid out. */
  #height = 0;
  #scene: Scene | undefined;
  #drawn: Record<string, unknown[]> = {};
  #stopWatching: (() => void) | undefined;

  /** @returns whether this is the first time in this grid */
  draw(grid: HTMLElement, scene: Scene): boolean {
    this.#scene = scene;
    const first = !this.body;
    if (!this.body) {
      this.body = new GridBody(grid, grid.querySelector('.space')!);
      this.#stopWatching = watchHeight(grid, (height) => this.#fit(height));
    }
    const { data, rows, columns, formats, texts, noValue, filtering } = scene;
    const { keys, search, filters, order, count } = rows;
    const columnsChanged = this.#isNew('columns', columns, formats, texts, noValue);
    if (columnsChanged) this.#drawColumns(grid, scene);
    if (this.#isNew('rows', data, order, count, filtering) || columnsChanged) this.#drawRows();
    if (this.#isNew('place', keys, search, filters)) this.body.toTop();
    this.body.select(scene.selection);
    return first;
  }

  /** Lets go of the grid. */
  forget(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#scene = undefined;
    this.body = undefined;
    this.#drawn = {};
  }

  /** Whether something that is drawn depends on has changed since it was asked for the last time. */
  #isNew(what: string, ...now: unknown[]): boolean {
    const before = this.#drawn[what];
    this.#drawn[what] = now;
    return !before || now.some((each, at) => each !== before[at]);
  }

  #drawColumns(grid: HTMLElement, { columns, noValue, print }: Scene): void {
    const shown = columns.filter(({ hidden }) => !hidden);
    const width = totalWidth(shown);
    for (const table of grid.querySelectorAll('table')) {
      table.style.width = width;
      const made = shown.map((each) => {
        const column = document.createElement('col');
        column.style.width = each.width;
        return column;
      });
      table.querySelector('colgroup')!.replaceChildren(...made);
    }
    grid.querySelector<HTMLElement>('.space')!.style.width = width;
    const drawn = shown.map((column) => ({
      index: column.index,
      look: isNumeric(column) ? 'numeric' : column.type === 'json' ? 'json' : '',
      print: (value: Value) => print(value, column),
    }));
    this.body!.setColumns(drawn, noValue);
  }

  #drawRows(): void {
    if (!this.#scene) return;
    const { data, rows, filtering } = this.#scene;
    this.body!.setRows(data, rows.order, this.#height, filtering ? 2 : 1);
  }

  #fit(seen: number): void {
    const height = Math.max(ROW_HEIGHT, seen);
    if (height === this.#height) return;
    this.#height = height;
    this.#drawRows();
  }
}
