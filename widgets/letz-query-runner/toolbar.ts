import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { Export as ExportRequest } from '../core/gateway/download.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Export } from './export.ts';
import type { RunTimer } from './run-timer.ts';
import type { Texts } from './texts/en.ts';

export interface ToolbarModel {
  timer: RunTimer;
  download: Export;
  data: TaggedResult | undefined;
  texts: Texts;
  formats: Formats;
  /** The tabs of the views. */
  tabs: unknown;
  start(): void;
  cancel(): void;
  save(format: ExportRequest['format']): void;
}

/** Toolbar above a result: run and cancel, status message, tabs and exports. */
export function renderToolbar(model: ToolbarModel): TemplateResult {
  const { timer, download, data, texts, formats, tabs, start, cancel } = model;
  const { elapsed } = timer;
  const busy = elapsed !== undefined;
  return html`<div class="bar">
    <button type="button" class="run" @click=${busy ? cancel : start}>${busy ? texts.cancel : texts.run}</button>
    <span class="notice">
      <span role="status">${busy ? texts.running : statusOf(model)}</span>
      ${busy ? html`<span aria-hidden="true">${seconds(elapsed, formats)}</span>` : nothing}
      ${download.busy ? html`<button type="button" class="link" @click=${download.cancel}>${texts.cancel}</button>` : nothing}
    </span>
    ${data ? html`${tabs}${(['csv', 'ndjson'] as const).map((format) => renderExport(format, model))}` : nothing}
  </div>`;
}

function renderExport(format: ExportRequest['format'], { texts, save }: ToolbarModel): TemplateResult {
  const name = format.toUpperCase();
  const title = fill(texts.export, name);
  return html`<button type="button" class="link" aria-label=${title} title=${title} @click=${() => save(format)}>${name}</button>`;
}

function statusOf({ timer, download, data, texts, formats }: ToolbarModel): string {
  if (download.message) return download.message;
  if (timer.cancelled) return texts.cancelled;
  if (!data) return '';
  if (data.truncated) return texts.truncated(data.rowCount, formats.number(data.rowCount));
  const rows = texts.rows(data.rowCount, formats.number(data.rowCount));
  return timer.took === undefined ? rows : `${rows} · ${seconds(timer.took, formats)}`;
}

function seconds(milliseconds: number, formats: Formats): string {
  const options = { style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return formats.number(Math.max(0.1, milliseconds / 1000), options);
}
