import type { LitElement, TemplateResult } from 'lit';
import type { Formats } from '../format/formats.ts';
import { icons, tool } from '../styles/tool-button.ts';
import type { Texts } from './texts/en.ts';

/** Element of a chart, heatmap or funnel, as its view uses it. */
export interface PictureHost extends LitElement {
  query: string;
  asTable: boolean;
}

/** Data and settings that a view shows. */
export interface PictureView<Data> {
  data: Data;
  heading: string;
  formats: Formats;
  /** Downloads all rows; undefined if the page has set the data. */
  download: (() => void) | undefined;
}

/** Button that switches between picture and table. */
export const tableTool = (host: PictureHost, { showTable, showChart }: Texts): TemplateResult =>
  tool(host.asTable ? showChart : showTable, host.asTable ? icons.chart : icons.table, () => {
    host.asTable = !host.asTable;
  });
