import { html, render } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import { Formats } from '../core/format/formats.ts';
import { formatValue } from '../core/format/values.ts';
import { columnStates } from './columns.ts';
import { type GridEvents, renderGrid, renderTools, type ToolsEvents } from './grid-view.ts';
import { tableData } from './table-data.ts';
import { texts as english } from './texts/en.ts';

const COLUMNS: Column[] = [
  { name: 'a', type: 'integer', description: '' },
  { name: 'b', type: 'timestamp', description: '' },
];

/**
 * Draws a table of one row that nobody sees: what Intl and Lit do once takes longer than a frame, and the rows that a
 * reader waits for are still on their way.
 */
export function warmUp(locale: string): void {
  const formats = Formats.for(locale);
  const result = { query: '', title: '', rowCount: 1, truncated: false, params: {}, asOf: '' };
  const data = tableData({ ...result, columns: COLUMNS, values: [[0], ['2000-01-01T00:00:00Z']] });
  const columns = columnStates(data, (value, column) => formatValue(formats, value, column));
  const state = {
    label: '',
    columns,
    count: 1,
    filters: undefined,
    arriving: false,
    nothingLeft: false,
    texts: english,
  };
  const tools = { search: '', filtering: false, menuOpen: false, texts: english };
  const view = html`${renderTools(tools, {} as ToolsEvents)}${renderGrid(state, {} as GridEvents)}`;
  render(view, document.createElement('div'));
}
