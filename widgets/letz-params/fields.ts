import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Param } from '../../server/contract/query.ts';
import type { ParamValue } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { choiceLabel, labelOf } from '../core/format/labels.ts';
import { fill } from '../core/format/translations.ts';
import { formatDate, formatTimestamp } from '../core/format/values.ts';
import { BAD_INPUT } from './form-state.ts';
import type { FormParam } from './merge-params.ts';
import { formatParam, type ValidationError } from './param-values.ts';
import type { Texts } from './texts/en.ts';
import type { TimeZoneCombobox } from './time-zone-combobox.ts';

/** Kinds of form controls; `segments` are radio buttons side by side. */
export type Control = 'number' | 'text' | 'date' | 'timestamp' | 'time-zone' | 'segments' | 'select';

/** Greatest length of all choices together that fits side by side, in characters. */
const MAX_SEGMENTS_LENGTH = 28;

/** The control for a parameter. */
export function controlFor(param: Param): Control {
  switch (param.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'segments';
    case 'choice': {
      const choices = param.values?.map((value) => choiceLabel(param, value)) ?? [];
      return choices.join('').length + 2 * choices.length <= MAX_SEGMENTS_LENGTH ? 'segments' : 'select';
    }
    case 'timezone':
      return 'time-zone';
    default:
      return param.type;
  }
}

/** The options of a choice or a boolean, as texts; '' is the option of no value. */
export function optionsOf(param: Param): string[] {
  const options = param.type === 'boolean' ? ['true', 'false'] : (param.values ?? []);
  return param.default === null && !param.required ? ['', ...options] : options;
}

export interface FieldModel {
  param: FormParam;
  /** The control's text. */
  text: string;
  error: ValidationError | string | undefined;
  /** The value in effect while the control's text is invalid. */
  value: ParamValue | undefined;
  texts: Texts;
  formats: Formats;
  combobox: TimeZoneCombobox;
}

const INPUT_TYPES: Partial<Record<Control, string>> = { date: 'date', timestamp: 'datetime-local' };

/** A parameter's control with its label, description and error message. */
export function renderField(model: FieldModel): TemplateResult {
  const { param, texts, combobox, value } = model;
  const { name, locked } = param;
  // A search term is no value yet.
  const error = combobox.open === name ? undefined : model.error;
  const labelled = locked || controlFor(param) === 'segments';
  const title = titleOf(param, texts);
  const inEffect = error && value != null ? fill(texts.inEffect, formatParam(param, value)) : nothing;
  return html`<div part="field" data-name=${name}>
    ${labelled ? html`<span class="title" id="title-${name}">${title}</span>` : html`<label class="title" for=${name}>${title}</label>`}
    ${renderControl({ ...model, error })}
    <span class="error" id="error-${name}" aria-live="polite">${error && errorText(error, model)}</span>
    <span class="help">${inEffect}</span>
    <span class="help" dir="auto" id="help-${name}">${name === 'as_of' ? texts.asOfHelp : param.description}</span>
  </div>`;
}

function renderControl(model: FieldModel): TemplateResult {
  const { param } = model;
  if (param.locked) return renderLocked(model);
  switch (controlFor(param)) {
    case 'segments':
      return renderSegments(model);
    case 'select':
      return renderSelect(model);
    default:
      return renderInput(model);
  }
}

function titleOf(param: FormParam, texts: Texts): string {
  if (param.name === 'tz') return texts.timeZone;
  return param.name === 'as_of' ? texts.asOfLabel : labelOf(param);
}

function errorText(error: ValidationError | string, { param, text, texts, formats, combobox }: FieldModel): string {
  if (typeof error === 'string') return error;
  const suggestions = error.code === 'timezone' ? combobox.suggestions(text) : [];
  if (suggestions.length) return fill(texts.suggestions, suggestions.join(', '));
  if (!('min' in error)) return texts[error.code];
  const bound = (value: number | string) =>
    typeof value === 'number'
      ? formats.number(value)
      : param.type === 'date'
        ? formatDate(formats, value)
        : formatTimestamp(formats, value);
  return fill(texts[error.code], bound(error.min), bound(error.max));
}

const describedBy = (name: string) => `error-${name} help-${name}`;

/** The value that the access token fixes, read-only. */
function renderLocked({ param, text, texts }: FieldModel): TemplateResult {
  const { name, type } = param;
  const shown = type === 'choice' || type === 'boolean' ? optionTitle(text, param, texts) : text;
  return html`<output id=${name} aria-labelledby="title-${name}" aria-describedby=${describedBy(name)}>${shown || texts.any}</output>
    <span class="help">${texts.locked}</span>`;
}

function renderInput({ param, text, error, texts, formats, combobox }: FieldModel): TemplateResult {
  const { name, required, min, max, mixed } = param;
  const control = controlFor(param);
  const number = control === 'number';
  const zone = control === 'time-zone';
  const open = zone && combobox.open === name;
  const optional = !required && param.default === null && (number || control === 'text');
  return html`<input
    id=${name}
    type=${INPUT_TYPES[control] ?? 'text'}
    role=${number ? 'spinbutton' : zone ? 'combobox' : nothing}
    inputmode=${number ? (param.type === 'integer' ? 'numeric' : 'decimal') : nothing}
    aria-valuemin=${number && min !== null ? min : nothing}
    aria-valuemax=${number && max !== null ? max : nothing}
    aria-valuenow=${number && text ? text : nothing}
    min=${!number && min !== null ? min : nothing}
    max=${!number && max !== null ? max : nothing}
    aria-autocomplete=${zone ? 'list' : nothing}
    aria-expanded=${zone ? open : nothing}
    aria-controls=${zone ? `zones-${name}` : nothing}
    aria-activedescendant=${(open && combobox.activeId) || nothing}
    placeholder=${mixed ? texts.mixed : optional ? texts.any : nothing}
    autocomplete="off"
    spellcheck="false"
    aria-required=${required || nothing}
    aria-invalid=${Boolean(error)}
    aria-describedby=${describedBy(name)}
    .value=${text === BAD_INPUT ? noChange : live(text)}
  />${zone ? combobox.render(name, text, titleOf(param, texts), texts, formats) : nothing}`;
}

function renderSelect({ param, text, error, texts }: FieldModel): TemplateResult {
  const { name, mixed } = param;
  const options = optionsOf(param);
  return html`<select id=${name} aria-invalid=${Boolean(error)} aria-describedby=${describedBy(name)} .value=${live(text)}>
    ${options.includes(text) ? nothing : html`<option value="" selected>${mixed ? texts.mixed : ''}</option>`}
    ${options.map((option) => html`<option value=${option} .selected=${live(option === text)}>${optionTitle(option, param, texts)}</option>`)}
  </select>`;
}

function renderSegments({ param, text, error, texts }: FieldModel): TemplateResult {
  const { name } = param;
  return html`<span
    role="radiogroup"
    class="segments"
    aria-labelledby="title-${name}"
    aria-describedby=${describedBy(name)}
    aria-invalid=${Boolean(error)}
    aria-required=${param.required || nothing}
  >
    ${optionsOf(param).map(
      (option) =>
        html`<label><input type="radio" name=${name} value=${option} .checked=${live(option === text)} />${optionTitle(option, param, texts)}</label>`,
    )}
  </span>`;
}

function optionTitle(option: string, param: FormParam, texts: Texts): string {
  if (option === '') return texts.any;
  if (param.type === 'boolean') return option === 'true' ? texts.yes : texts.no;
  return choiceLabel(param, option);
}
