import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import '../../../widgets/letz-context/letz-context.ts';
import type { LetzContext } from '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-params/letz-params.ts';
import type { LetzParams } from '../../../widgets/letz-params/letz-params.ts';
import { watch } from '../requests.ts';
import { signToken } from '../sign-token.ts';
import { origin, token, until } from '../support.ts';

/** The test runner's own query string. */
const own = location.search;

const control = (element: Element, name = 'days') =>
  element.shadowRoot!.querySelector<HTMLInputElement>(`[data-name="${name}"] :is(input, select, output)`)!;

/** Mounts controls and widgets in one context, at a URL, and waits until all metrics have loaded. */
async function page(search: string, controls: TemplateResult, settings: Partial<LetzContext> = {}) {
  history.replaceState(null, '', location.pathname + own + search);
  const { tz, params, token: given = token } = settings;
  const seen = watch();
  const context = await fixture<LetzContext>(html`<letz-context
    gateway=${origin}
    locale="en"
    .token=${given}
    .tz=${tz}
    .params=${params}
  >
    <letz-metric query="new-signups"></letz-metric>
    ${controls}
  </letz-context>`);
  const metric = context.querySelector<LetzMetric>('letz-metric')!;
  const [element] = context.querySelectorAll<LetzParams>('letz-params');
  await until(() => metric.result && control(element!));
  seen.stop();
  return { context, metric, element: element!, requests: seen.batches.flatMap(({ queries }) => queries) };
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  input.focus();
  input.select();
  await sendKeys(text ? { type: text } : { press: 'Delete' });
  await sendKeys({ press: 'Tab' });
}

/** Waits until control and metric agree on a number of days. */
const agree = (element: Element, metric: LetzMetric, days: number) =>
  until(() => metric.result!.params.days === days && control(element).value === String(days));

const signups = html`<letz-params query="signups-by-day" only="days" sync-url></letz-params>`;

describe('value of a control and of the widgets beside it', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + own));

  it('is the control’s default from the first request on, also for queries with another one', async () => {
    const { element, metric, requests } = await page('', signups);
    await agree(element, metric, 90);
    expect(requests.map(({ name }) => name)).to.eql(['new-signups']);
    expect(location.search).to.equal(own);
  });

  it('stays the same when the default is typed, and after Back and Forward', async () => {
    const { element, metric } = await page('', signups);
    await type(control(element), '30');
    await agree(element, metric, 30);
    await type(control(element), '90');
    await agree(element, metric, 90);
    history.back();
    await agree(element, metric, 30);
    history.back();
    await agree(element, metric, 90);
    expect(location.search).to.equal(own);
    history.forward();
    await agree(element, metric, 30);
  });

  it('is the default again once the control is emptied or reset', async () => {
    const { element, metric } = await page('&letz-days=45', signups);
    await agree(element, metric, 45);
    await type(control(element), '');
    await agree(element, metric, 90);
    await type(control(element), '14');
    await agree(element, metric, 14);
    element.shadowRoot!.querySelector<HTMLElement>('.reset')!.click();
    await agree(element, metric, 90);
  });

  it('is the default in effect where the URL has an invalid one', async () => {
    const { element, metric } = await page('&letz-days=many', signups);
    expect(metric.result!.params.days).to.equal(90);
    expect(element.shadowRoot!.textContent).to.contain('In effect: 90.');
  });

  it('is the context’s, then and when the page changes it', async () => {
    const { element, metric, context } = await page('', signups, { params: { days: 60 } });
    await agree(element, metric, 60);
    context.params = { days: 50 };
    await agree(element, metric, 50);
  });

  it('is the first default of several elements', async () => {
    const both = html`${signups}<letz-params query="active-users" only="days"></letz-params>`;
    const { element, metric, context } = await page('', both);
    const other = context.querySelectorAll('letz-params')[1]!;
    await until(() => control(other));
    await agree(element, metric, 90);
    await agree(other, metric, 90);
    await type(control(other), '20');
    await agree(element, metric, 20);
    await agree(other, metric, 20);
  });

  it('is the default of the new query after a change of the attribute', async () => {
    const { element, metric } = await page('', signups);
    await agree(element, metric, 90);
    element.query = 'active-users';
    await agree(element, metric, 7);
    element.remove();
    await until(() => metric.result!.params.days === 7);
  });

  it('is each query’s own where the control is empty', async () => {
    const empty = html`<letz-params query="message-heatmap" only="days"></letz-params>`;
    const { element, metric } = await page('', empty, { params: { days: 60 } });
    await agree(element, metric, 60);
    await type(control(element), '');
    await until(() => metric.result!.params.days === 7);
    expect(control(element).value).to.equal('');
  });

  it('includes the time zone of the context, which a choice overrides', async () => {
    const zones = html`<letz-metric query="message-heatmap"></letz-metric>
      <letz-params query="message-heatmap" only="days tz"></letz-params>`;
    const { element, context } = await page('', zones, { tz: 'Asia/Tokyo' });
    const heatmap = context.querySelectorAll<LetzMetric>('letz-metric')[1]!;
    const zone = (name: string) =>
      until(() => heatmap.result?.params.tz === name && control(element, 'tz').value === name);
    await zone('Asia/Tokyo');
    await type(control(element, 'tz'), 'Europe/Lisbon');
    await zone('Europe/Lisbon');
  });

  it('is the one that the token locks, read-only', async () => {
    const locked = await signToken({
      exp: Math.floor(Date.now() / 1000) + 600,
      queries: ['new-signups', 'signups-by-day'],
      params: { days: 30 },
    });
    const { element, metric } = await page('&letz-days=45', signups, { token: locked });
    const output = control(element);
    expect(output.localName).to.equal('output');
    expect(output.textContent).to.equal('30');
    expect(element.shadowRoot!.textContent).to.contain('Set by the access token.');
    expect(metric.result!.params.days).to.equal(30);
    await expect(element).to.be.accessible();
  });
});
