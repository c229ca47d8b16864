import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatDate } from '../core/format/values.ts';
import { datesOf, RANGE } from './date-range.ts';
import type { FormParam } from './merge-params.ts';
import type { ValidationError } from './param-values.ts';
import type { Texts } from './texts/en.ts';

const PRESETS = ['7d', '30d', '90d', 'this-month', 'last-month'];

export interface RangeBarModel {
  param: FormParam;
  /** The text of the range in effect; empty: none, or each query's own. */
  text: string;
  /** The text being edited. */
  draft: string;
  error: ValidationError | string | undefined;
  zone: string;
  now: number;
  texts: Texts;
  formats: Formats;
}

/** Range bar: presets as a radio group, and two date fields for a range of one's own. */
export function renderRangeBar(model: RangeBarModel): TemplateResult {
  const { param, text, texts, error, zone, now, formats } = model;
  const custom = text.includes('..');
  const month = text.endsWith('month') ? datesOf(text, zone, now) : undefined;
  return html`<div part="field" class="range" data-name=${RANGE}>
    <span role="radiogroup" class="segments" aria-label=${texts.range} aria-describedby="error-${RANGE}">
      ${optionsOf(param, text).map((option) => renderOption(option, option === text, labelOf(option, model)))}
      ${renderOption('custom', custom, texts.custom)}
    </span>
    ${custom ? renderDates(model) : nothing}
    ${month ? html`<span class="help">${fill(texts.fromTo, formatDate(formats, month.from), formatDate(formats, month.to))}</span>` : nothing}
    <span class="error" id="error-${RANGE}" aria-live="polite">${error ? errorText(error, model) : nothing}</span>
  </div>`;
}

/** The presets within the bounds of `days`, and the range in effect if it is none of them. */
function optionsOf({ min, max, default: fallback, mixed, required }: FormParam, text: string): string[] {
  const within = (days: number) => days >= Number(min ?? 1) && days <= Number(max ?? days);
  const days = [...new Set([...PRESETS, ...(text.endsWith('d') ? [text] : [])])]
    .filter((option) => option.endsWith('d'))
    .filter((option) => option === text || within(Number.parseInt(option, 10)))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const months = within(31) ? PRESETS.filter((option) => option.endsWith('month')) : [];
  return [...(fallback === null && !mixed && !required ? [''] : []), ...days, ...months];
}

function renderOption(value: string, checked: boolean, label: string): TemplateResult {
  return html`<label><input type="radio" name=${RANGE} value=${value} .checked=${live(checked)} />${label}</label>`;
}

function labelOf(option: string, { texts, formats }: RangeBarModel): string {
  if (option === '') return texts.all;
  if (option === 'this-month') return texts.thisMonth;
  if (option === 'last-month') return texts.lastMonth;
  return formats.number(Number.parseInt(option, 10), { style: 'unit', unit: 'day', unitDisplay: 'narrow' });
}

function renderDates({ draft, text, texts, zone, now, error }: RangeBarModel): TemplateResult {
  const [from, to] = (draft.includes('..') ? draft : text).split('..');
  const today = datesOf('1d', zone, now)?.to;
  const field = (name: string, value: string | undefined, label: string) => html`<input
    type="date"
    name=${name}
    aria-label=${label}
    aria-invalid=${Boolean(error)}
    aria-describedby="error-${RANGE}"
    max=${today ?? nothing}
    .value=${live(value ?? '')}
  />`;
  return html`<span class="dates">${field('from', from, texts.from)} <span aria-hidden="true">–</span> ${field('to', to, texts.to)}</span>`;
}

function errorText(error: ValidationError | string, { texts, formats }: RangeBarModel): string {
  if (typeof error === 'string') return error;
  return 'min' in error ? fill(texts['range-days'], formats.number(Number(error.max))) : texts.dates;
}

/** The range text of the bar's controls after an event at one of them. */
export function rangeFromEvent(target: HTMLInputElement, text: string, zone: string, now: number): string {
  if (target.type === 'radio') {
    if (target.value !== 'custom') return target.value;
    const dates = datesOf(text, zone, now) ?? datesOf('30d', zone, now);
    return dates ? `${dates.from}..${dates.to}` : text;
  }
  const bar = target.closest('.dates');
  const value = (name: string) => bar?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
  return `${value('from')}..${value('to')}`;
}
