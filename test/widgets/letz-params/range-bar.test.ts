import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-params/letz-params.ts';
import type { LetzParams } from '../../../widgets/letz-params/letz-params.ts';
import { next, origin, token, until } from '../support.ts';

/** The test runner's own query string. */
const own = location.search;

const root = (element: Element) => element.shadowRoot!;
const radio = (element: Element, value: string) =>
  root(element).querySelector<HTMLInputElement>(`.range input[value="${value}"]`)!;
const checked = (element: Element) => root(element).querySelector<HTMLInputElement>('.range input:checked')?.value;
const labels = (element: Element) =>
  [...root(element).querySelectorAll('.range label')].map((label) => label.textContent!.trim());
const dates = (element: Element) => [...root(element).querySelectorAll<HTMLInputElement>('.dates input')];

/** A context with a range bar and a metric, at a URL. */
async function page(search = '', only = 'days', query = 'signups-by-day') {
  history.replaceState(null, '', location.pathname + own + search);
  const context = await fixture(html`<letz-context gateway=${origin} token=${token} locale="en">
    <letz-params query=${query} only=${only} range sync-url></letz-params>
    <letz-metric query="new-signups"></letz-metric>
  </letz-context>`);
  const element = context.querySelector<LetzParams>('letz-params')!;
  const metric = context.querySelector<LetzMetric>('letz-metric')!;
  await until(() => metric.result && root(element).querySelector('.range'));
  return { element, metric };
}

const today = () => new Date().toISOString().slice(0, 10);
const firstOfMonth = () => `${today().slice(0, 8)}01`;

describe('range bar', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + own));

  it('selects the preset of the default, which applies to the widgets', async () => {
    const { element, metric } = await page();
    expect(labels(element)).to.eql(['7d', '30d', '90d', 'This month', 'Last month', 'Custom']);
    expect(checked(element)).to.equal('90d');
    expect(metric.result!.params.days).to.equal(90);
    await expect(element).to.be.accessible();
  });

  it('is a radio group for the keyboard', async () => {
    const { element, metric } = await page();
    radio(element, '90d').focus();
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => metric.result!.params.days === 30);
    expect(element.values).to.eql({ days: 30, since: null });
    expect(new URLSearchParams(location.search).get('letz-range')).to.equal('30d');
    history.back();
    await until(() => metric.result!.params.days === 90 && checked(element) === '90d');
  });

  it('sets the days and the start of this month', async () => {
    const { element, metric } = await page();
    const changed = next(element, 'letz-params-change');
    radio(element, 'this-month').click();
    const day = Number(today().slice(8));
    expect((await changed).params).to.eql({ days: day, since: `${firstOfMonth()}T00:00:00Z` });
    await until(() => metric.result!.params.days === day);
  });

  it('ends last month before this one', async () => {
    const { element, metric } = await page('&letz-range=last-month');
    await until(() => checked(element) === 'last-month');
    const end = `${firstOfMonth()}T00:00:00Z`;
    expect(element.values.as_of).to.equal(end);
    expect(metric.result!.asOf).to.equal(end);
  });

  it('has two dates for a custom range, which begins as the one before', async () => {
    const { element, metric } = await page('', 'days', 'new-signups');
    radio(element, 'custom').click();
    await until(() => dates(element).length === 2);
    const [from, to] = dates(element) as [HTMLInputElement, HTMLInputElement];
    expect(to.value).to.equal(today());
    expect(metric.result!.params.days).to.equal(7);
    from.value = '2026-10-05';
    from.dispatchEvent(new Event('change', { bubbles: true }));
    to.value = '2026-10-09';
    to.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => metric.result!.asOf === '2026-10-10T00:00:00Z');
    expect(metric.result!.params.days).to.equal(5);
    expect(new URLSearchParams(location.search).get('letz-range')).to.equal('2026-10-05..2026-10-09');
    await expect(element).to.be.accessible();
    to.value = '2026-10-01';
    to.dispatchEvent(new Event('change', { bubbles: true }));
    const error = await until(() => root(element).querySelector('.range .error')?.textContent);
    expect(error).to.equal('Choose a range of at most 3,650 days that does not end before it starts.');
    expect(metric.result!.params.days).to.equal(5);
  });

  it('counts months in the time zone that is chosen beside it', async () => {
    const { element } = await page('&letz-range=this-month&letz-tz=Asia/Tokyo', 'days tz');
    await until(() => checked(element) === 'this-month');
    expect(String(element.values.since)).to.match(/T15:00:00Z$/);
    const input = root(element).querySelector<HTMLInputElement>('[data-name="tz"] input')!;
    input.focus();
    input.select();
    await sendKeys({ type: 'UTC' });
    await sendKeys({ press: 'Tab' });
    await until(() => String(element.values.since).endsWith('T00:00:00Z'));
  });

  it('offers all time where days may be empty, and a number of days that is no preset', async () => {
    const { element } = await page('&letz-range=14d', 'days', 'message-heatmap');
    await until(() => checked(element) === '14d');
    expect(labels(element).slice(0, 4)).to.eql(['All time', '7d', '14d', '30d']);
  });

  it('names a query without days in an error', async () => {
    const element = await fixture(html`<letz-params gateway=${origin} query="total-users" range></letz-params>`);
    const alert = await until(() => root(element).querySelector('[role="alert"]')?.textContent);
    expect(alert).to.contain('<letz-params>: The attribute range needs a query with the parameter days');
  });

  it('lists the time zones of the data first, with offset and time', async () => {
    const { element } = await page('', 'days tz');
    root(element).querySelector<HTMLElement>('[role="combobox"]')!.click();
    const option = await until(() =>
      [...root(element).querySelectorAll('[role="option"]')].find((each) => /in the data/.test(each.textContent!)),
    );
    expect(option).to.equal(root(element).querySelector('[role="option"]'));
    expect(option.textContent).to.match(/\d:\d\d.*GMT/);
    await expect(element).to.be.accessible();
  });

  it('fits on a phone', async () => {
    await setViewport({ width: 320, height: 800 });
    const { element } = await page('&letz-range=2026-10-05..2026-10-09', 'days tz');
    await until(() => dates(element).length === 2);
    expect(document.scrollingElement!.scrollWidth).to.be.at.most(320);
    const targets = root(element).querySelectorAll<HTMLElement>('label:has(input), input[type="date"], button');
    for (const target of targets) expect(target.offsetHeight).to.be.at.least(24);
    await setViewport({ width: 800, height: 600 });
  });
});

describe('sync-url in a document whose URL cannot change', () => {
  const source = `<!doctype html><html lang="en"><base href="https://other.example/"><script type="module">
    import '${location.origin}/widgets/letz-params/letz-params.ts';
    window.addEventListener('error', (event) => { window.failed = event.message; });
    window.addEventListener('unhandledrejection', (event) => { window.failed = String(event.reason); });
    const param = { name: 'n', type: 'integer', default: 1, required: false, min: 1, max: 9, values: null, description: '' };
    const element = document.createElement('letz-params');
    element.syncUrl = '';
    element.result = { lists: [[param]] };
    document.body.append(element);
  </script><body></body></html>`;

  for (const [name, open] of Object.entries({
    srcdoc: (frame: HTMLIFrameElement) => {
      frame.srcdoc = source;
    },
    blob: (frame: HTMLIFrameElement) => {
      frame.src = URL.createObjectURL(new Blob([source], { type: 'text/html' }));
    },
  })) {
    it(`keeps the values without an error: ${name}`, async () => {
      const frame = document.createElement('iframe');
      open(frame);
      await fixture(html`${frame}`);
      const element = await until(() => frame.contentDocument?.querySelector<LetzParams>('letz-params'));
      const input = await until(() => element.shadowRoot?.querySelector<HTMLInputElement>('#n'));
      input.value = '5';
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await element.updateComplete;
      expect(element.values).to.eql({ n: 5 });
      await element.updateComplete;
      expect((frame.contentWindow as Window & { failed?: string }).failed).to.equal(undefined);
    });
  }
});
