import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { columnTitle } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatDate, formatTimestamp } from '../core/format/values.ts';
import { UNREADABLE } from './form-state.ts';
import { type Control, controlFor, type Fault, type Offered, optionsOf } from './param-values.ts';
import type { Texts } from './texts/en.ts';
import type { ZonePicker } from './time-zone-combobox.ts';
import { findZones } from './time-zones.ts';

export interface FieldModel {
  param: Offered;
  /** What the control holds. */
  text: string;
  fault: Fault | string | undefined;
  texts: Texts;
  formats: Formats;
  /** The list that a field for a zone searches in. */
  zones: ZonePicker;
}

const INPUT_TYPES: Partial<Record<Control, string>> = { date: 'date', timestamp: 'datetime-local' };

/** A parameter's control with its name, what it means, and what is wrong with it. */
export function renderField(model: FieldModel): TemplateResult {
  const { param, texts, zones } = model;
  const { name } = param;
  // Who still searches has not gone wrong yet.
  const fault = zones.open === name ? undefined : model.fault;
  const segments = controlFor(param) === 'segments';
  const title = titleOf(param, texts);
  return html`<div part="field" data-name=${name}>
    ${segments ? html`<span class="title" id="title-${name}">${title}</span>` : html`<label class="title" for=${name}>${title}</label>`}
    ${segments ? renderSegments(model) : controlFor(param) === 'select' ? renderSelect(model) : renderInput({ ...model, fault })}
    <span class="fault" id="fault-${name}" aria-live="polite">${fault && faultText(fault, model)}</span>
    <span class="help" dir="auto" id="help-${name}">${name === 'as_of' ? texts.momentHelp : param.description}</span>
  </div>`;
}

function titleOf({ name }: Offered, texts: Texts): string {
  if (name === 'tz') return texts.zone;
  return name === 'as_of' ? texts.momentLabel : columnTitle(name);
}

function faultText(fault: Fault | string, { param, text, texts, formats }: FieldModel): string {
  if (typeof fault === 'string') return fault;
  const near = fault.code === 'timezone' ? findZones(text).slice(0, 3) : [];
  if (near.length) return fill(texts.near, near.join(', '));
  if (!('min' in fault)) return texts[fault.code];
  const bound = (value: number | string) =>
    typeof value === 'number'
      ? formats.number(value)
      : param.type === 'date'
        ? formatDate(formats, value)
        : formatTimestamp(formats, value);
  return fill(texts[fault.code], bound(fault.min), bound(fault.max));
}

const describedBy = (name: string) => `fault-${name} help-${name}`;

function renderInput({ param, text, fault, texts, zones }: FieldModel): TemplateResult {
  const { name, required, min, max, various } = param;
  const control = controlFor(param);
  const number = control === 'number';
  const zone = control === 'zone';
  const open = zone && zones.open === name;
  const free = !required && param.default === null && (number || control === 'text');
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
    aria-activedescendant=${(open && zones.activeId) || nothing}
    placeholder=${various ? texts.asEach : free ? texts.any : nothing}
    autocomplete="off"
    spellcheck="false"
    aria-required=${required || nothing}
    aria-invalid=${Boolean(fault)}
    aria-describedby=${describedBy(name)}
    .value=${text === UNREADABLE ? noChange : live(text)}
  />${zone ? zones.render(name, text, titleOf(param, texts), texts) : nothing}`;
}

function renderSelect({ param, text, fault, texts }: FieldModel): TemplateResult {
  const { name, various } = param;
  const options = optionsOf(param);
  return html`<select id=${name} aria-invalid=${Boolean(fault)} aria-describedby=${describedBy(name)} .value=${live(text)}>
    ${options.includes(text) ? nothing : html`<option value="" selected>${various ? texts.asEach : ''}</option>`}
    ${options.map((option) => html`<option value=${option} .selected=${live(option === text)}>${optionTitle(option, param, texts)}</option>`)}
  </select>`;
}

function renderSegments({ param, text, fault, texts }: FieldModel): TemplateResult {
  const { name } = param;
  return html`<span
    role="radiogroup"
    class="segments"
    aria-labelledby="title-${name}"
    aria-describedby=${describedBy(name)}
    aria-invalid=${Boolean(fault)}
    aria-required=${param.required || nothing}
  >
    ${optionsOf(param).map(
      (option) =>
        html`<label><input type="radio" name=${name} value=${option} .checked=${live(option === text)} />${optionTitle(option, param, texts)}</label>`,
    )}
  </span>`;
}

function optionTitle(option: string, { type }: Offered, texts: Texts): string {
  if (option === '') return texts.any;
  if (type === 'boolean') return option === 'true' ? texts.yes : texts.no;
  return columnTitle(option);
}
