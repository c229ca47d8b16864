import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { Export } from '../core/gateway/download.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Exporter } from './export.ts';
import type { Run } from './run-timer.ts';
import type { Texts } from './texts/en.ts';

export interface ToolbarModel {
  run: Run;
  exporter: Exporter;
  data: TaggedResult | undefined;
  texts: Texts;
  formats: Formats;
  /** The choice of a view. */
  tabs: unknown;
  start(): void;
  cancel(): void;
  save(format: Export['format']): void;
}

/** The line above a result: running it, what became of that, how to look at it, and its files. */
export function renderToolbar(model: ToolbarModel): TemplateResult {
  const { run, exporter, data, texts, formats, tabs, start, cancel } = model;
  const { elapsed } = run;
  const busy = elapsed !== undefined;
  return html`<div class="bar">
    <button type="button" class="run" @click=${busy ? cancel : start}>${busy ? texts.cancel : texts.run}</button>
    <span class="notice">
      <span role="status">${busy ? texts.running : said(model)}</span>
      ${busy ? html`<span aria-hidden="true">${seconds(elapsed, formats)}</span>` : nothing}
      ${exporter.busy ? html`<button type="button" class="link" @click=${exporter.cancel}>${texts.cancel}</button>` : nothing}
    </span>
    ${data ? html`${tabs}${(['csv', 'ndjson'] as const).map((format) => renderExport(format, model))}` : nothing}
  </div>`;
}

function renderExport(format: Export['format'], { texts, save }: ToolbarModel): TemplateResult {
  const name = format.toUpperCase();
  const title = fill(texts.export, name);
  return html`<button type="button" class="link" aria-label=${title} title=${title} @click=${() => save(format)}>${name}</button>`;
}

function said({ run, exporter, data, texts, formats }: ToolbarModel): string {
  if (exporter.notice) return exporter.notice;
  if (run.cancelled) return texts.cancelled;
  if (!data) return '';
  if (data.truncated) return fill(texts.truncated, formats.number(data.rowCount));
  const rows = data.rowCount === 1 ? texts.oneRow : fill(texts.rows, formats.number(data.rowCount));
  return run.took === undefined ? rows : `${rows} · ${seconds(run.took, formats)}`;
}

function seconds(milliseconds: number, formats: Formats): string {
  const options = { style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return formats.number(Math.max(0.1, milliseconds / 1000), options);
}
