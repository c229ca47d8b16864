import type { LitElement, TemplateResult } from 'lit';
import type { Formats } from '../format/formats.ts';
import { icons, tool } from '../styles/tool-button.ts';
import type { Texts } from './texts/en.ts';

/** What the body of a chart, heatmap or funnel needs of its element. */
export interface PictureHost extends LitElement {
  query: string;
  asTable: boolean;
}

/** What is to be shown. */
export interface PictureView<Data> {
  data: Data;
  heading: string;
  formats: Formats;
}

/** The button that shows the numbers instead of the picture, or the picture again. */
export const tableTool = (host: PictureHost, { showTable, showChart }: Texts): TemplateResult =>
  tool(host.asTable ? showChart : showTable, host.asTable ? icons.chart : icons.table, () => {
    host.asTable = !host.asTable;
  });
