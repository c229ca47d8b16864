import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { nameInWords, valueLabel } from '../core/format/labels.ts';
import { fill } from '../core/format/translations.ts';
import { formatTimestamp } from '../core/format/values.ts';
import { GatewayError, type TaggedResult } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { styles } from './view.styles.ts';

const TIME: Intl.DateTimeFormatOptions = { timeStyle: 'short' };
const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'full' };

/** A message as it is shown. */
interface Message {
  /** Stamp as stored; null if it has none. */
  sentAt: string | null;
  day: string;
  sender: string;
  isUser: boolean;
  text: string | null;
  /** Description in place of a text. */
  kind: string;
  status: string;
}

export function addViewStyles(element: LitElement): void {
  addStyles(element, styles);
}

/** The messages by day, oldest first, as a log whose new messages are announced. */
export function renderMessages(
  data: TaggedResult,
  label: string,
  formats: Formats,
  onTexts: () => void,
): TemplateResult {
  const texts = textsFor(formats.locale, onTexts);
  const days: Message[][] = [];
  for (const message of readMessages(data, formats, texts)) {
    const last = days.at(-1);
    if (last?.[0]?.day === message.day) last.push(message);
    else days.push([message]);
  }
  return html`<div part="messages" role="log" tabindex="0" aria-label=${label || texts.messages}>
    ${days.map(
      (messages) => html`<section>
        <h3>${messages[0]!.day}</h3>
        <ol>${messages.map((message) => renderMessage(message, formats))}</ol>
      </section>`,
    )}
  </div>`;
}

function renderMessage({ sentAt, sender, isUser, text, kind, status }: Message, formats: Formats): TemplateResult {
  return html`<li part="message" class=${isUser ? 'user' : 'other'}>
    <span class="visually-hidden">${sender}: </span>
    <p dir="auto" class=${text === null ? 'kind' : nothing}>${text ?? kind}</p>
    <small>
      ${isUser ? nothing : html`<span aria-hidden="true">${sender}</span>`}
      ${sentAt === null ? nothing : html`<time datetime=${sentAt}>${formatTimestamp(formats, sentAt, TIME)}</time>`}
      ${status ? html`<span>${status}</span>` : nothing}
    </small>
  </li>`;
}

/** Note that older messages were left out by the query's limit or by the gateway. A page's own data may have no `params`. */
export function renderNote(
  { rowCount, truncated, params }: Omit<TaggedResult, 'params'> & Partial<Pick<TaggedResult, 'params'>>,
  formats: Formats,
  onTexts: () => void,
): unknown {
  if (!truncated && rowCount !== params?.limit) return nothing;
  return html`<span>${textsFor(formats.locale, onTexts).latest(rowCount, formats.number(rowCount))}</span>`;
}

function readMessages({ columns, rows }: TaggedResult, formats: Formats, texts: Texts): Message[] {
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const [sentAt, sender, text, type, status] = ['sent_at', 'sender', 'text', 'type', 'status'].map(at) as [
    ...[number, number, number, number, number],
  ];
  return rows.map((row): Message => {
    const stamp = row[sentAt] === null ? null : String(row[sentAt]);
    const written = row[text] === null ? null : String(row[text]);
    const kind = written === null ? undefined : /^\[(\w+)\]$/.exec(written)?.[1];
    return {
      sentAt: stamp,
      day: stamp === null ? texts.noTime : formatTimestamp(formats, stamp, DAY),
      sender: row[sender] === null ? texts.unknownSender : labelOf(columns[sender], row[sender]!),
      isUser: row[sender] === 'user',
      text: kind === undefined ? written : null,
      kind: describe(columns[type], kind ?? row[type] ?? null, texts),
      status: status < 0 || row[status] === null ? '' : labelOf(columns[status], row[status]!),
    };
  });
}

/** Words for a message without a text: its kind, if that is known. */
function describe(type: Column | undefined, kind: Value, texts: Texts): string {
  return kind === null || kind === '' ? texts.noText : fill(texts.kind, labelOf(type, kind));
}

function labelOf(column: Column | undefined, value: Value): string {
  return (column && valueLabel(column, value)) ?? nameInWords(String(value));
}

/** Columns that the query must have. */
const REQUIRED = ['sent_at', 'sender', 'text'];

/** @returns the reason why a result is not a conversation */
export function checkColumns({ columns }: TaggedResult, query: string): GatewayError | undefined {
  const missing = REQUIRED.filter((name) => !columns.some((column) => column.name === name));
  if (!missing.length) return undefined;
  const advice = `needs a query with the columns ${REQUIRED.join(', ')}; ${query} lacks ${missing.join(', ')}.`;
  return new GatewayError('invalid-parameter', `letz-conversation ${advice}`, 'query');
}
