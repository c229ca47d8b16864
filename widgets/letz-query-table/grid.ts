import { html, type LitElement, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import type { Formats } from '../core/format/formats.ts';
import { knownZone } from '../core/format/values.ts';
import { whenIdle } from '../core/lazy/when-idle.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { toolStyles } from '../core/styles/tool-button.ts';
import { Actions, type ActionTable } from './actions.ts';
import { Arrangement } from './arrangement.ts';
import { cellText } from './cell-text.ts';
import type { Choice } from './clipboard.ts';
import { ColumnSet } from './column-set.ts';
import type { ColumnState } from './columns.ts';
import { Cursor, type CursorTable, type Ground } from './cursor.ts';
import { renderGrid } from './grid-view.ts';
import { HeaderDrag } from './header-drag.ts';
import { styles } from './letz-query-table.styles.ts';
import type { Source } from './menu.ts';
import { Painter } from './painter.ts';
import { bounds, single } from './selection.ts';
import { expectSize } from './sizes.ts';
import { type TableData, tableData } from './table-data.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { Toolbox, type ToolTable } from './toolbox.ts';

export { warmUp } from './warm-up.ts';

/** What a grid needs of its widget. */
export interface GridHost extends LitElement {
  /** The name of the query that all rows can be exported of; empty if there is none. */
  readonly query: string;
  loadArranging(): Promise<typeof import('./rows-view.ts')>;
  loadExtras(): Promise<typeof import('./extras.ts')>;
}

export interface GridEvents {
  /** Whom to ask for all rows, and how. */
  source(): Promise<Source>;
}

/** What the widget says of its data. */
export interface GridState {
  label: string;
  formats: Formats;
  /** What null is called. */
  noValue: string;
  /** Whether more rows are to come. */
  arriving: boolean;
}

/** All that a table shows once there are rows: it brings together what each of its parts knows. */
export class Grid implements ActionTable, CursorTable, ToolTable {
  readonly columns = new ColumnSet(() => this.changed());
  readonly rows: Arrangement;
  readonly host: GridHost;
  data!: TableData;
  #state!: GridState;
  readonly #events: GridEvents;
  readonly #actions = new Actions(this);
  readonly #cursor = new Cursor(this, this.#actions);
  readonly #drag = new HeaderDrag(this.#actions);
  readonly #toolbox = new Toolbox(this);
  readonly #painter = new Painter();
  readonly #unexpect: () => void;
  #giveUp: (() => void) | undefined;

  constructor(host: GridHost, events: GridEvents) {
    this.host = host;
    this.#events = events;
    addStyles(host, toolStyles);
    addStyles(host, styles);
    this.rows = new Arrangement(host.loadArranging, () => this.changed());
    this.#unexpect = expectSize(host);
  }

  get label(): string {
    return this.#state.label;
  }

  get query(): string {
    return this.host.query;
  }

  get formats(): Formats {
    return this.#state.formats;
  }

  get texts(): Texts {
    return textsFor(this.formats.locale, () => this.changed());
  }

  get choice(): Choice {
    const { selection } = this.#cursor;
    const selected = selection && selection.focus.row >= 0 ? bounds(selection) : undefined;
    return { data: this.data, rows: this.rows, columns: this.columns.shown, selected };
  }

  async loadExtras(): Promise<typeof import('./extras.ts')> {
    const extras = await this.host.loadExtras();
    addStyles(this.host, extras.styles);
    return extras;
  }

  choose(row: Record<string, Value>, column: string): void {
    this.host.dispatchEvent(new LetzSelectEvent(row, column));
  }

  copy(): void {
    this.#toolbox.copy();
  }

  showLong(value: Value, column: ColumnState): void {
    this.#toolbox.showLong(value, column);
  }

  /** Lets the keyboard stay at a title that has moved. */
  moved(column: number): void {
    if (this.#cursor.selection) this.#cursor.selection = single({ row: -1, column });
  }

  source(): Promise<Source> {
    return this.#events.source();
  }

  changed(): void {
    this.host.requestUpdate();
  }

  /** Takes up new data; what the reader chose stays if the columns are the same. */
  take(result: Result | ColumnarResult, state: GridState): void {
    this.#state = state;
    this.data = tableData(result);
    if (this.columns.take(this.data, this.#print)) return;
    this.#settle();
    this.rows.keys = [];
    this.rows.filters = new Map();
    this.#cursor.selection = undefined;
  }

  /** Finds out what to show; to be called before it is drawn. */
  arrange(state: GridState): void {
    // The widest number may have been among those that came last.
    if (this.#state.arriving && !state.arriving) this.#settle();
    this.#state = state;
    const { locale, tz } = state.formats;
    const { yes, no } = this.texts;
    const reader = { locale, tz: knownZone(tz), yes, no, print: this.#print };
    this.rows.arrange(this.data, reader, state.arriving);
    this.#cursor.stay();
  }

  /** To be called whenever it was drawn. */
  drawn(): void {
    const grid = this.host.renderRoot.querySelector<HTMLElement>('[role="grid"]');
    if (!grid || !this.host.isConnected) {
      this.#painter.forget();
      return;
    }
    const first = this.#painter.draw(this.host, grid, {
      data: this.data,
      rows: this.rows,
      columns: this.columns.all,
      formats: this.formats,
      texts: this.texts,
      noValue: this.#state.noValue,
      print: this.#print,
      filtering: this.#toolbox.filtering,
      selection: this.#cursor.selection,
      focus: this.#cursor.title,
      drop: this.#drag.drop,
    });
    if (first) this.#settle();
    this.host.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
  }

  /** Does, once there is time, what can wait until the first rows are there. */
  #settle(): void {
    this.#giveUp?.();
    this.#giveUp = whenIdle(() => {
      this.rows.prepare();
      this.columns.widen(this.data, this.#print);
    });
  }

  /** To be called when the widget leaves the page. */
  leave(): void {
    this.#toolbox.leave();
    this.#painter.forget();
    this.#unexpect();
    this.#giveUp?.();
  }

  readonly #print = (value: Value, column: Pick<Column, 'type' | 'name'>): string =>
    cellText(value, column, this.formats, this.texts);

  get ground(): Ground {
    const rtl = this.host.matches(':dir(rtl)');
    return { body: this.#painter.body, rows: this.rows.count, columns: this.columns.shown.length, rtl };
  }

  renderTools(): TemplateResult {
    return this.#toolbox.renderTools();
  }

  render(): TemplateResult {
    const { rows, columns, texts, label } = this;
    const cursor = this.#cursor;
    const state = {
      label,
      columns: columns.shown,
      count: rows.count,
      filters: this.#toolbox.filtering ? rows.filters : undefined,
      arriving: this.#state.arriving,
      nothingLeft: rows.count === 0 && this.data.count > 0,
      texts,
    };
    return html`${this.#toolbox.render()}${renderGrid(state, {
      onKey: cursor.onKey,
      onPointer: cursor.onPointer,
      onClick: cursor.onClick,
      onSort: (place, more) => {
        if (this.#drag.idle) this.#actions.sort(place, more);
      },
      onFilter: (place, text) => this.#actions.filter(place, text),
      onResize: (place, event) => this.#drag.resize(place, event),
      onPress: (place, event) => this.#drag.press(place, event),
      onClear: () => rows.clear(),
    })}`;
  }

  renderNotes(truncated: boolean): TemplateResult {
    return this.#toolbox.renderNotes({ all: this.data.count, arriving: this.#state.arriving, truncated });
  }
}
