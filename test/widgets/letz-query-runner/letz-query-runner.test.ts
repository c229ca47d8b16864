import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import '../../../widgets/index.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import type { LetzQueryRunner } from '../../../widgets/letz-query-runner/letz-query-runner.ts';
import { hold, watch } from '../requests.ts';
import { signToken } from '../sign-token.ts';
import { heights, next, origin, token, until } from '../support.ts';

const root = (element: Element) => element.shadowRoot!;
const find = <T extends HTMLElement>(element: Element, selector: string) => root(element).querySelector<T>(selector)!;
const text = (element: Element, selector: string) => find(element, selector)?.textContent?.replace(/\s+/g, ' ').trim();
const byText = (element: Element, selector: string, words: string) =>
  [...root(element).querySelectorAll<HTMLElement>(selector)].find((each) => each.textContent!.trim() === words)!;

/** A query runner in a context, once it shows a result or an error. */
async function running(
  attributes: Record<string, string>,
  around: Record<string, string> = {},
): Promise<LetzQueryRunner> {
  const element = document.createElement('letz-query-runner');
  const context = document.createElement('letz-context');
  for (const [name, value] of Object.entries({ gateway: origin, token, locale: 'en', ...around }))
    context.setAttribute(name, value);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  context.append(element);
  await fixture(html`${context}`);
  await until(
    () => (element.result || root(element).querySelector('[part="error"]')) && find(element, '[part="stage"]'),
  );
  return element;
}

/** Content of a result's widget. */
const SHOWN = 'canvas, [part="value"], table';

const panel = (element: Element) => find(element, 'letz-params');
const control = (element: Element, name: string) => root(panel(element)).querySelector<HTMLInputElement>(`#${name}`)!;

async function type(input: HTMLInputElement, words: string, then: string): Promise<void> {
  input.focus();
  input.select();
  await sendKeys({ type: words });
  await sendKeys({ press: then });
}

describe('letz-query-runner', () => {
  beforeEach(() => setViewport({ width: 1200, height: 900 }));

  it('has the same height while it loads, and nearly on a narrow screen', async () => {
    const measure = (query: string, token?: string) =>
      heights(
        html`<letz-query-runner gateway=${origin} .token=${token} query=${query}></letz-query-runner>`,
        (element) =>
          find(element, 'letz-params:not(:state(loading))') &&
          find(element, 'letz-metric, letz-chart')?.shadowRoot?.querySelector('canvas, [part="value"]'),
      );
    for (const query of ['total-users', 'events-by-type']) {
      const { loading, shown } = await measure(query, token);
      expect(loading).to.equal(shown);
    }
    await setViewport({ width: 360, height: 900 });
    // Without the token the catalogue isn't known yet: the placeholder has room for one parameter.
    const { loading, shown } = await measure('user-segments');
    expect(loading).to.be.closeTo(shown, 40);
    await setViewport({ width: 1200, height: 900 });
  });

  it('has room for the result and what belongs to it on a narrow screen', async () => {
    await setViewport({ width: 360, height: 900 });
    for (const query of [
      'total-users',
      'events-by-type',
      'signups-by-day',
      'retention',
      'journey-funnel',
      'user-segments',
    ]) {
      const batch = hold('/api/batch');
      const box = await fixture(html`
        <div style="width: calc(100vw - 16px)">
          <letz-query-runner gateway=${origin} token=${token} query=${query}></letz-query-runner>
        </div>
      `);
      const element = box.firstElementChild as LetzQueryRunner;
      await until(() => find(element, '[part="stage"]') && find(element, 'letz-params:not(:state(loading))'));
      const pending = element.offsetHeight;
      batch.stop();
      await until(() => root(find(element, '[part="result"]').firstElementChild!)?.querySelector(SHOWN));
      await element.updateComplete;
      expect(element.offsetHeight, query).to.be.closeTo(pending, 24);
      element.remove();
    }
  });

  it('scrolls the list, and only the list, to the selected query', async () => {
    const inSight = (element: Element) => {
      const [list, option] = ['[role="listbox"]', '[role="option"][aria-selected="true"]'].map((selector) =>
        find(element, selector).getBoundingClientRect(),
      );
      return option!.height > 0 && option!.top > list!.top - 1 && option!.bottom < list!.bottom + 1;
    };
    const element = await running({ query: 'user-directory' });
    await until(() => inSight(element));
    element.query = 'total-users';
    await until(() => inSight(element));
    await setViewport({ width: 360, height: 900 });
    element.query = 'user-directory';
    await until(() => element.result?.query === 'user-directory');
    find(element, '[role="combobox"]').click();
    await until(() => inSight(element));
    expect(window.scrollY).to.equal(0);
    await setViewport({ width: 1200, height: 900 });
  });

  it('runs a query and shows the result in the query’s own view, with its description', async () => {
    const element = await running({ query: 'user-segments' });
    expect(text(element, '.intro h3')).to.equal('Users by segment');
    expect(text(element, '.intro p')).to.contain('People by a property');
    expect(find(element, '[part="result"]').firstElementChild!.localName).to.equal('letz-chart');
    expect(text(element, '.notice')).to.match(/^\d+ rows · [\d.]+ sec$/);
    const why = byText(element, 'summary', 'Why this number?').parentElement as HTMLDetailsElement;
    why.open = true;
    expect(why.textContent).to.match(/segment\s*text\s*The property's value/);
    await until(() => find(element, 'letz-chart').shadowRoot!.querySelector('canvas'));
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'dark' });
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'light' });
  });

  it('explains a result by parameters, defaults, time, zone and personal data, without the SQL', async () => {
    const folded = (element: Element) => {
      const why = byText(element, 'summary', 'Why this number?').parentElement as HTMLDetailsElement;
      why.open = true;
      return why.textContent!.replace(/\s+/g, ' ');
    };
    const heatmap = await running({ query: 'message-heatmap', params: '{"sender": "user"}', tz: 'America/Sao_Paulo' });
    const said = folded(heatmap);
    expect(said).to.contain('Days Any (default) Length of the window');
    expect(said).to.contain('Sender User');
    expect(said).not.to.contain('Sender User (default)');
    expect(said).to.contain('Time zone America/Sao_Paulo');
    expect(said).to.match(/As of .*GMT-3 Excludes later data\./);
    expect(said).not.to.match(/select|from messages/i);
    expect(said).not.to.contain('Personal data');
    await expect(heatmap).to.be.accessible();
    const people = await running({ query: 'user-directory' });
    expect(folded(people)).to.match(/Personal data: needs a token.*Limit 100 \(default\) How many people/);
    await expect(people).to.be.accessible();
  });

  it('lists the queries in groups, with personal data last and marked', async () => {
    const element = await running({ query: 'recent-messages' });
    const groups = [...root(element).querySelectorAll('[role="group"] > .group')].map((group) => group.textContent);
    expect(groups).to.eql(['Metrics', 'Over time', 'Breakdowns', 'Personal data']);
    expect(find(element, '[aria-selected="true"][role="option"]').dataset.name).to.equal('recent-messages');
    expect(text(element, '.pii')).to.equal('Personal data');
    const open = await running({ query: 'total-users' }, { token: '' });
    expect(find(open, '#group-personal') === null).to.equal(true);
  });

  it('finds and runs a query by keyboard', async () => {
    const element = await running({ query: 'total-users' });
    const input = find<HTMLInputElement>(element, '[role="combobox"]');
    input.focus();
    await sendKeys({ type: 'segment' });
    await until(() => root(element).querySelectorAll('[role="option"]').length < 5);
    await sendKeys({ press: 'ArrowDown' });
    const active = find(element, '.active');
    expect(input.getAttribute('aria-activedescendant')).to.equal(active.id);
    const loaded = next(element, 'letz-load');
    await sendKeys({ press: 'Enter' });
    await loaded;
    expect(element.query).to.equal('user-segments');
    expect(input.value).to.equal('');
    await sendKeys({ type: 'nothing like it' });
    await until(() => text(element, '.nothing') === 'No query matches.');
    await sendKeys({ press: 'Escape' });
    await until(() => root(element).querySelectorAll('[role="option"]').length > 5);
  });

  it('runs with the parameters set, by button or Enter, without effect on other widgets', async () => {
    const element = await running({ query: 'active-users' });
    const other = document.createElement('letz-metric');
    other.query = 'active-users';
    element.parentElement!.append(other);
    await until(() => (other as LetzMetric).result);
    await until(() => panel(element)?.shadowRoot?.querySelector('#days'));
    await type(control(element, 'days'), '30', 'Tab');
    expect(element.result!.params.days).to.equal(7);
    byText(element, 'button', 'Run').click();
    await until(() => element.result!.params.days === 30);
    await type(control(element, 'days'), '31', 'Enter');
    await until(() => element.result!.params.days === 31);
    expect((other as LetzMetric).result!.params.days).to.equal(7);
  });

  it('shows an error at an invalid control instead of running', async () => {
    const element = await running({ query: 'active-users' });
    await until(() => panel(element)?.shadowRoot?.querySelector('#days'));
    const seen = watch();
    await type(control(element, 'days'), '0', 'Enter');
    await until(() => root(panel(element)).querySelector('#error-days')!.textContent);
    seen.stop();
    expect(seen.batches).to.have.length(0);
    expect(root(panel(element)).activeElement === control(element, 'days')).to.equal(true);
  });

  it('shows the gateway’s error at the control', async () => {
    const element = await running({ query: 'active-users', params: '{"days": 99999}' });
    await until(() => panel(element)?.shadowRoot?.querySelector('#error-days')?.textContent);
    expect(text(element, '[role="alert"]')).to.contain('invalid-parameter');
    await expect(element).to.be.accessible();
  });

  it('shows a running query, which can be cancelled', async () => {
    const element = await running({ query: 'slow', params: '{"seconds": 0}' });
    await until(() => panel(element)?.shadowRoot?.querySelector('#seconds'));
    await type(control(element, 'seconds'), '2', 'Enter');
    const cancel = await until(() => byText(element, 'button', 'Cancel'));
    expect(text(element, '.notice [role="status"]')).to.equal('Running');
    cancel.click();
    await until(() => text(element, '.notice') === 'Cancelled' && byText(element, 'button', 'Run'));
    expect(element.result!.params.seconds).to.equal(0);
  });

  it('shows an error above an earlier result, and in place of that of another request', async () => {
    const element = await running({ query: 'failing', params: '{"divisor": 1}' });
    await until(() => panel(element)?.shadowRoot?.querySelector('#divisor'));
    const real = window.fetch;
    window.fetch = () => Promise.reject(new TypeError('Offline'));
    await element.reload();
    window.fetch = real;
    await until(() => text(element, '.failed')?.startsWith('The data is not available at the moment'));
    expect(find(element, 'letz-query-table') === null).to.equal(false);
    await expect(element).to.be.accessible();
    await type(control(element, 'divisor'), '0', 'Enter');
    await until(() => text(element, '[part="error"]')?.startsWith('This data could not be loaded'));
    expect(find(element, 'letz-query-table') === null).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('shows an error for a query without access, and the list of the others', async () => {
    const element = await running({ query: 'recent-messages' }, { token: '' });
    const context = element.closest('letz-context')!;
    await until(() => context.shadowRoot!.textContent!.includes('Sign in to see this data'));
    expect(root(element).querySelectorAll('[role="option"]').length).to.be.greaterThan(10);
    await expect(element).to.be.accessible();
  });

  it('switches between chart and table by keyboard', async () => {
    const element = await running({ query: 'journey-funnel' });
    const tabs = [...root(element).querySelectorAll<HTMLElement>('[role="tab"]')];
    expect(tabs.map((tab) => tab.textContent!.trim())).to.eql(['Funnel', 'Table']);
    tabs[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    const shown = await until(() => find(element, 'letz-query-table'));
    expect((shown as unknown as LetzQueryRunner).result).to.equal(element.result);
    await until(() => root(element).activeElement?.textContent?.trim() === 'Table');
  });

  it('shows code and URL that embed the same result, without a token', async () => {
    const element = await running({ query: 'user-segments', params: '{"by": "goal"}' });
    const code = find<HTMLTextAreaElement>(element, '#html').value;
    expect(code).to.equal(
      `<script type="module" src="${origin}/letz.js"></script>\n<letz-chart query="user-segments" params='{"by":"goal"}'></letz-chart>`,
    );
    expect(find<HTMLTextAreaElement>(element, '#frame').value).to.equal(
      `${origin}/embed/letz-chart?query=user-segments&by=goal`,
    );
    (byText(element, 'summary', 'Embed').parentElement as HTMLDetailsElement).open = true;
    find(element, 'button[name="html"]').click();
    await until(
      () =>
        text(element, 'button[name="html"]') === 'Copied' ||
        find<HTMLTextAreaElement>(element, '#html').selectionEnd > 0,
    );
    await expect(element).to.be.accessible();
  });

  it('pins the script to a version with its integrity, where the gateway has one', async () => {
    // A token of its own, so that the answer is not one kept for another test.
    const own = await signToken({ exp: Math.floor(Date.now() / 1000) + 600, queries: ['user-segments'] });
    const element = await running({ query: 'user-segments' }, { token: own });
    const { fetch } = window;
    const build = { version: '1.2.3', integrity: 'sha384-abc' };
    const headers = { 'Letz-Contract': '2' };
    window.fetch = (input, init) =>
      String(input).endsWith('/api/build') ? Promise.resolve(Response.json(build, { headers })) : fetch(input, init);
    (byText(element, 'summary', 'Embed').parentElement as HTMLDetailsElement).open = true;
    const code = () => find<HTMLTextAreaElement>(element, '#html').value.split('\n')[0];
    const pinned = `<script type="module" src="${origin}/letz@1.2.3.js" integrity="sha384-abc" crossorigin></script>`;
    await until(() => code() === pinned);
    window.fetch = fetch;
  });

  it('lets the page scroll under the pointer where the list has nothing to scroll', async () => {
    const element = await running({ query: 'total-users' });
    const list = find(element, '[role="listbox"]');
    await until(
      () => list.scrollHeight > list.clientHeight && getComputedStyle(list).overscrollBehaviorY === 'contain',
    );
    find(element, '[role="combobox"]').focus();
    await sendKeys({ type: 'segment' });
    await until(() => list.scrollHeight <= list.clientHeight && getComputedStyle(list).overscrollBehaviorY === 'auto');
  });

  it('exports all rows with the same parameters', async () => {
    const element = await running({ query: 'numbers', params: '{"rows": 3}' });
    const saved: { name: string; size: number }[] = [];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let size = 0;
    URL.createObjectURL = (blob) => {
      size = (blob as Blob).size;
      return createObjectURL(blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, size });
    };
    const seen = watch();
    find(element, '[aria-label="Export as CSV"]').click();
    await until(() => text(element, '.notice')?.startsWith('Saved'));
    find(element, '[aria-label="Export as NDJSON"]').click();
    await until(() => saved.length === 2);
    seen.stop();
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    expect(saved.map(({ name }) => name)).to.eql(['numbers.csv', 'numbers.ndjson']);
    expect(saved.every((file) => file.size > 100)).to.equal(true);
    expect(seen.requests[0]!.url.searchParams.get('rows')).to.equal('3');
  });

  it('prints the result in the full width of the page', async () => {
    const element = await running({ query: 'user-segments' });
    const result = find(element, '[part="result"]');
    const body = find(element, '[part="body"]');
    expect(result.offsetWidth).to.be.below(body.offsetWidth);
    await emulateMedia({ media: 'print' });
    expect(result.offsetWidth).to.equal(body.offsetWidth);
    expect(find(element, '.bar').offsetWidth).to.equal(0);
    await emulateMedia({ media: 'screen' });
  });

  it('has a popup list on a narrow screen', async () => {
    await setViewport({ width: 340, height: 800 });
    const element = await running({ query: 'total-users' });
    const input = find<HTMLInputElement>(element, '[role="combobox"]');
    await until(() => input.ariaExpanded === 'false');
    input.focus();
    await until(() => input.ariaExpanded === 'true' && !find(element, '#queries').hidden);
    await sendKeys({ press: 'Escape' });
    await until(() => find(element, '#queries').hidden);
    expect(element.scrollWidth).to.be.at.most(340);
    await expect(element).to.be.accessible();
    await setViewport({ width: 1200, height: 900 });
  });

  it('starts with the first query by default, in the user’s language', async () => {
    const element = await running({}, { locale: 'de' });
    await until(() => byText(element, 'button', 'Ausführen'));
    expect(element.query).not.to.equal('');
  });

  it('is garbage-collected after its removal', async function () {
    this.timeout(120_000);
    const { gc } = window as Window & { gc?: () => void };
    const shown = await running({ query: 'total-users' });
    const result = shown.result!;
    const kept: WeakRef<LetzQueryRunner>[] = [];
    for (let count = 0; count < 500; count++) {
      const element = document.createElement('letz-query-runner');
      element.gateway = origin;
      element.query = 'total-users';
      element.result = result;
      document.body.append(element);
      await element.updateComplete;
      element.remove();
      kept.push(new WeakRef(element));
    }
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 10;
    });
  });
});
