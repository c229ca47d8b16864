import { html, nothing, render, type TemplateResult } from 'lit';
import type { Explanation, Freshness } from '../../../server/contract/explanation.ts';
import type { ResultHead } from '../../../server/contract/result.ts';
import { ago } from '../element/states.ts';
import type { Formats } from '../format/formats.ts';
import { nameInWords } from '../format/labels.ts';
import { fill } from '../format/translations.ts';
import { formatTimestamp } from '../format/values.ts';
import { newestOf, newestRows } from '../freshness/newest-rows.ts';
import type { ActionView } from './actions-menu.ts';
import { copyText, durationText } from './copy.ts';
import type { Texts } from './texts/en.ts';

/** Content of the dialog; undefined while it loads, an error if it could not be loaded. */
type Loaded = { explanation: Explanation; freshness: Freshness } | Error | undefined;

/**
 * Opens the dialog that explains a result: meaning, parameters, counts, times, query file and, if the token allows it, SQL.
 * Resolves once its content is loaded.
 */
export async function openExplanation(
  box: HTMLElement,
  data: ResultHead,
  view: ActionView,
  texts: () => Texts,
): Promise<void> {
  let loaded: Loaded;
  let note = '';
  const show = () => render(renderDialog(loaded, data, view, texts(), note, copy), box);
  const copy = async (sql: string) => {
    note = await copyText(sql).then(
      () => texts().copied,
      () => texts().failed,
    );
    show();
  };
  show();
  box.querySelector('dialog')!.showModal();
  loaded = await load(data, view);
  show();
}

async function load({ query, params }: ResultHead, { client, formats }: ActionView): Promise<Loaded> {
  const search = new URLSearchParams({ _locale: formats.locale });
  for (const [name, value] of Object.entries(params)) if (value !== null) search.set(name, String(value));
  try {
    const [response, freshness] = await Promise.all([
      client.fetch(`/api/queries/${query}/explain?${search}`),
      newestRows(client),
    ]);
    return { explanation: await response.json(), freshness };
  } catch (error) {
    return error as Error;
  }
}

function renderDialog(
  loaded: Loaded,
  data: ResultHead,
  view: ActionView,
  texts: Texts,
  note: string,
  onCopy: (sql: string) => void,
): TemplateResult {
  const body = !loaded
    ? html`<p role="status">${texts.loading}</p>`
    : loaded instanceof Error
      ? html`<p role="alert">${texts.unavailable} <bdi lang="en">${loaded.message}</bdi></p>`
      : renderExplanation(loaded.explanation, loaded.freshness, data, view, texts);
  const sql = loaded && 'explanation' in loaded ? loaded.explanation.sql : undefined;
  return html`<dialog part="explanation" closedby="any" aria-labelledby="why" aria-busy=${!loaded}>
    <form method="dialog">
      <h3 id="why">${texts.why}</h3>
      <button aria-label=${texts.close} title=${texts.close}>×</button>
    </form>
    <div class="scroll" tabindex="0">${body} ${sql === undefined ? nothing : renderSql(sql, texts, note, onCopy)}</div>
  </dialog>`;
}

function renderExplanation(
  { title, description, counts, file, params }: Explanation,
  freshness: Freshness,
  { sources = [], asOf }: ResultHead,
  view: ActionView,
  texts: Texts,
): TemplateResult {
  const { formats, loadedAt } = view;
  const time = (stamp: string) =>
    html`<time datetime=${stamp} title=${stamp}>${formatTimestamp(formats, stamp)}</time>`;
  const row = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const used = Object.entries(params).filter(
    ([name, value]) => name !== 'as_of' && !(name === 'since' && value === null),
  );
  const window = windowText(params, asOf, formats, texts);
  return html`
    <p dir="auto"><strong>${title}</strong></p>
    <p dir="auto">${description}</p>
    ${counts.length ? renderCounts(counts, formats, texts) : nothing}
    <h4>${texts.params}</h4>
    <dl>
      ${window ? row(texts.window, window) : nothing}
      ${used.map(([name, value]) => row(nameInWords(name), html`<bdi>${value === null ? texts.any : String(value)}</bdi>`))}
    </dl>
    <h4>${texts.times}</h4>
    <dl>${renderTimes(asOf, loadedAt, formats, texts)}
      ${newestOf(freshness, sources).map(({ table, stamp, age }) =>
        row(fill(texts.newest, table), html`${time(stamp)} (${ago(age, formats.locale)})`),
      )}
    </dl>
    <h4>${texts.file}</h4>
    <dl>
      ${row(texts.changed, html`${time(file.changedAt)} (${ago(Date.now() - Date.parse(file.changedAt), formats.locale)})`)}
      ${row(texts.hash, html`<code title=${file.hash}>${file.hash.slice(0, 12)}</code>`)}
    </dl>
  `;
}

const renderCounts = (counts: Explanation['counts'], formats: Formats, texts: Texts): TemplateResult =>
  html`<table>
    <caption>${texts.counted}</caption>
    <thead><tr><th scope="col">${texts.step}</th><th scope="col" class="number">${texts.rows}</th></tr></thead>
    <tbody>
      ${counts.map(
        ({ label, rows }) =>
          html`<tr><th scope="row" dir="auto">${label}</th><td class="number">${formats.number(rows)}</td></tr>`,
      )}
    </tbody>
  </table>`;

/** Least age of an answer that was kept, in seconds: a default as_of is rounded down by a few. */
const KEPT_SECONDS = 30;
/** Age from which an as_of is one that was chosen, in milliseconds. */
const CHOSEN_MS = 86_400_000;

/** When the query ran or, for an as_of that was chosen, which time its numbers are of; and when its answer was loaded. */
function renderTimes(asOf: string, loadedAt: number, formats: Formats, texts: Texts): TemplateResult {
  const now = Date.now();
  const at = Date.parse(asOf);
  const isChosen = Math.abs((loadedAt || now) - at) > CHOSEN_MS;
  const age = Math.round((loadedAt - at) / 1000);
  const unit = age < 120 ? 1 : age < 7200 ? 60 : 3600;
  const loaded = loadedAt
    ? `${formatTimestamp(formats, new Date(loadedAt).toISOString())} (${ago(now - loadedAt, formats.locale)})`
    : '';
  const kept =
    !isChosen && age >= KEPT_SECONDS
      ? fill(texts.kept, loaded, durationText(Math.round(age / unit) * unit, formats.locale))
      : loaded;
  return html`
    <div>
      <dt>${isChosen ? texts.asOf : texts.ran}</dt>
      <dd><time datetime=${asOf} title=${asOf}>${formatTimestamp(formats, asOf)}</time>${isChosen ? nothing : ` (${ago(now - at, formats.locale)})`}</dd>
    </div>
    ${loaded ? html`<div><dt>${texts.loaded}</dt><dd>${kept}</dd></div>` : nothing}
  `;
}

/** The time window of a query: from `since`, or of `days` before as_of; the calendar days of one without `since`. */
function windowText(params: Explanation['params'], asOf: string, formats: Formats, texts: Texts): string {
  const { since, days, tz } = params;
  if (!('since' in params)) return days && tz ? fill(texts.daysOf, formats.number(days), String(tz)) : '';
  const start = since
    ? String(since)
    : days
      ? new Date(Date.parse(asOf) - Number(days) * 86_400_000).toISOString()
      : '';
  return start && fill(texts.windowOf, formatTimestamp(formats, start), formatTimestamp(formats, asOf));
}

/** The SQL with a button that copies it. @param note what became of the copy */
const renderSql = (sql: string, texts: Texts, note: string, onCopy: (sql: string) => void): TemplateResult =>
  html`<h4>${texts.sql}</h4>
    <p class="detail">
      ${texts.sqlHint} <button type="button" @click=${() => onCopy(sql)}>${texts.copySql}</button>
      <span role="status">${note}</span>
    </p>
    <pre tabindex="0" dir="ltr" lang="en">${sql}</pre>`;
