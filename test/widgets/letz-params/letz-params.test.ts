import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { Param } from '../../../server/contract/query.ts';
import { LetzSelectEvent } from '../../../widgets/core/element/events.ts';
import '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-params/letz-params.ts';
import type { LetzParams } from '../../../widgets/letz-params/letz-params.ts';
import { watch } from '../requests.ts';
import { heights, mounted, next, origin, token, until } from '../support.ts';

const root = (element: Element) => element.shadowRoot!;
const field = (element: Element, name: string) => root(element).querySelector<HTMLElement>(`[data-name="${name}"]`)!;
const control = (element: Element, name: string) =>
  field(element, name).querySelector<HTMLInputElement>('input, select')!;
const error = (element: Element, name: string) => field(element, name).querySelector('.error')!.textContent!.trim();
const button = (element: Element, text: string) =>
  [...root(element).querySelectorAll('button')].find((each) => each.textContent!.trim() === text);

const hasFocus = (element: Element, name: string) => root(element).activeElement === control(element, name);

const params = (template: unknown) => mounted<LetzParams>(html`${template}`);

/** Replaces a control's text by key presses, and leaves it. */
async function type(element: Element, name: string, text: string): Promise<void> {
  const input = control(element, name);
  input.focus();
  input.select();
  await sendKeys(text ? { type: text } : { press: 'Delete' });
  await sendKeys({ press: 'Tab' });
}

/** Members of a parameter, for tests that need only some. */
const plain: Param = {
  name: 'p',
  type: 'text',
  default: null,
  required: false,
  min: null,
  max: null,
  values: null,
  description: 'What it is',
};

/** An element with controls for these parameters, without a gateway. */
async function offering(...offered: Partial<Param>[]): Promise<LetzParams> {
  const element = document.createElement('letz-params');
  element.locale = 'en';
  element.result = { lists: [offered.map((param) => ({ ...plain, ...param }))] };
  await fixture(html`${element}`);
  await until(() => root(element).querySelector('[part="field"]'));
  return element;
}

/** The test runner's own query string. */
const own = location.search;

/** A context with controls and a metric of the same query. */
async function around(search = '', attributes = html`<letz-params query="active-users" sync-url></letz-params>`) {
  history.replaceState(null, '', location.pathname + own + search);
  const context = await fixture(html`<letz-context gateway=${origin} token=${token} locale="en">
    <letz-metric query="active-users"></letz-metric>
    ${attributes}
  </letz-context>`);
  const metric = context.querySelector<LetzMetric>('letz-metric')!;
  const element = context.querySelector<LetzParams>('letz-params')!;
  await until(() => metric.result && root(element).querySelector('[part="field"]'));
  return { context, metric, element };
}

describe('letz-params', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + own));

  it('shows a control for each parameter in the catalogue, with its description', async () => {
    const element = await params(
      html`<letz-params gateway=${origin} locale="en" query="message-heatmap"></letz-params>`,
    );
    const titles = [...root(element).querySelectorAll('.fields .title')].map((title) => title.textContent);
    expect(titles).to.eql(['Days', 'Since', 'Sender', 'Clock', 'Time zone']);
    expect(control(element, 'days').role).to.equal('spinbutton');
    expect(control(element, 'days').ariaValueMax).to.equal('3650');
    expect(field(element, 'days').textContent).to.contain('Length of the window');
    expect([...field(element, 'sender').querySelectorAll('label')].map((label) => label.textContent)).to.eql([
      'Any',
      'User',
      'Bot',
    ]);
    expect(control(element, 'tz').value).to.equal('UTC');
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'dark' });
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'light' });
  });

  it('has the same height while it loads, and nearly on a narrow screen', async () => {
    const shown = (element: Element) => root(element).querySelector('[part="field"]');
    const measure = () =>
      heights(html`<letz-params gateway=${origin} locale="en" query="daily-active-users"></letz-params>`, shown);
    const few = () =>
      heights(html`<letz-params gateway=${origin} locale="en" query="retention" only="days tz"></letz-params>`, shown);
    await setViewport({ width: 1200, height: 800 });
    for (const { loading, shown } of [await measure(), await few()]) expect(loading).to.equal(shown);
    await setViewport({ width: 360, height: 800 });
    for (const { loading, shown } of [await measure(), await few()]) expect(loading).to.be.closeTo(shown, 20);
    const low = await heights(html`<letz-params gateway=${origin} style="height: 80px"></letz-params>`, () => true);
    expect(low.loading).to.equal(80);
    await setViewport({ width: 800, height: 600 });
  });

  it('folds as_of away, and shows only the parameters in only', async () => {
    const element = await params(html`<letz-params gateway=${origin} locale="en" query="active-users"></letz-params>`);
    const details = root(element).querySelector('details')!;
    expect(details.open).to.equal(false);
    expect(details.querySelector('summary')!.textContent).to.equal('As of an earlier time');
    details.open = true;
    const input = control(element, 'as_of');
    input.value = '2026-11-24T08:30';
    const changed = next(element, 'letz-params-change');
    input.dispatchEvent(new Event('change', { bubbles: true }));
    expect((await changed).params).to.eql({ as_of: '2026-11-24T08:30Z' });
    element.only = 'days';
    await until(() => !root(element).querySelector('details'));
  });

  describe('time zone', () => {
    const options = (element: Element) =>
      [...root(element).querySelectorAll('[role="option"] bdi')].map((option) => option.textContent);

    async function searching(text: string): Promise<LetzParams> {
      const element = await params(html`<letz-params gateway=${origin} locale="en" query="retention"></letz-params>`);
      const input = control(element, 'tz');
      input.focus();
      input.select();
      expect(input.ariaExpanded).to.equal('false');
      await sendKeys({ type: text });
      await until(() => input.value === text && (options(element).length || input.ariaExpanded === 'true'));
      return element;
    }

    it('is searched by any part of its name, and selected with the arrow keys', async () => {
      const element = await searching('sao');
      expect(options(element)).to.have.members(['Africa/Sao_Tome', 'America/Sao_Paulo']);
      expect(error(element, 'tz')).to.equal('');
      await expect(element).to.be.accessible();
      const changed = next(element, 'letz-params-change');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowDown' });
      const active = root(element).querySelector('.zones > .active')!;
      expect(control(element, 'tz').getAttribute('aria-activedescendant')).to.equal(active.id);
      const name = active.querySelector('bdi')!.textContent!;
      await sendKeys({ press: 'Enter' });
      expect((await changed).params).to.eql({ tz: name });
      await until(() => control(element, 'tz').ariaExpanded === 'false' && control(element, 'tz').value === name);
      await sendKeys({ press: 'ArrowDown' });
      await until(() => options(element).length > 400);
      await sendKeys({ press: 'Escape' });
      await until(() => control(element, 'tz').ariaExpanded === 'false');
      expect(control(element, 'tz').value).to.equal(name);
    });

    it('is resolved when the field is left, or the error suggests matches', async () => {
      const element = await searching('sao paulo');
      let changed = next(element, 'letz-params-change');
      await sendKeys({ press: 'Tab' });
      expect((await changed).params).to.eql({ tz: 'America/Sao_Paulo' });
      await until(() => control(element, 'tz').value === 'America/Sao_Paulo');
      await type(element, 'tz', 'sao');
      await until(() => error(element, 'tz'));
      expect(error(element, 'tz')).to.match(/^Choose a time zone from the list, such as A.*Sao_Paulo/);
      changed = next(element, 'letz-params-change');
      await type(element, 'tz', 'UTC-3');
      expect((await changed).params).to.eql({ tz: 'UTC-3' });
    });

    it('is selected by a click', async () => {
      const element = await searching('lisb');
      const changed = next(element, 'letz-params-change');
      root(element).querySelector<HTMLElement>('[data-zone="Europe/Lisbon"]')!.click();
      expect((await changed).params).to.eql({ tz: 'Europe/Lisbon' });
      await until(() => !options(element).length && hasFocus(element, 'tz'));
    });
  });

  it('shows an error at an invalid control, and keeps the value in effect', async () => {
    const element = await params(html`<letz-params gateway=${origin} locale="en" query="retention"></letz-params>`);
    let changes = 0;
    element.addEventListener('letz-params-change', () => changes++);
    await type(element, 'days', '0');
    await until(() => error(element, 'days'));
    expect(error(element, 'days')).to.equal('Enter a value from 1 to 3,650.');
    expect(control(element, 'days').ariaInvalid).to.equal('true');
    const described = control(element, 'days').getAttribute('aria-describedby')!.split(' ');
    expect(described).to.include(field(element, 'days').querySelector('.error')!.id);
    await type(element, 'tz', 'Mars/Base');
    await until(() => error(element, 'tz'));
    expect(changes).to.equal(0);
    expect(element.reportValidity()).to.equal(false);
    await until(() => hasFocus(element, 'days'));
    await expect(element).to.be.accessible();
    await type(element, 'days', '5');
    await until(() => changes === 1);
    expect(error(element, 'days')).to.equal('');
  });

  it('reports a missing required value only when validated', async () => {
    const element = await offering({ name: 'who', required: true });
    expect(error(element, 'who')).to.equal('');
    expect(control(element, 'who').ariaRequired).to.equal('true');
    expect(element.reportValidity()).to.equal(false);
    await until(() => error(element, 'who') === 'Enter a value.');
  });

  it('sets an emptied control to null or to its default', async () => {
    const element = await offering(
      { name: 'search' },
      { name: 'limit', type: 'integer', default: 100, min: 1, max: 1000 },
    );
    await type(element, 'search', 'ann');
    await type(element, 'limit', '5');
    expect(element.values).to.eql({ search: 'ann', limit: 5 });
    await type(element, 'search', '');
    await type(element, 'limit', '');
    expect(element.values).to.eql({ search: null, limit: 100 });
    expect(control(element, 'limit').value).to.equal('100');
  });

  it('steps a number with the arrow keys, within its bounds', async () => {
    const element = await offering({ name: 'n', type: 'integer', default: 2, min: 1, max: 3 });
    control(element, 'n').focus();
    const changed = next(element, 'letz-params-change');
    for (let press = 0; press < 3; press++) await sendKeys({ press: 'ArrowUp' });
    expect((await changed).params).to.eql({ n: 3 });
  });

  it('selects an option with the arrow keys, that of no value included', async () => {
    const element = await offering({ name: 'active', type: 'boolean' });
    root(element).querySelector<HTMLInputElement>('input:checked')!.focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(element.values).to.eql({ active: true });
    await sendKeys({ press: 'ArrowLeft' });
    expect(element.values).to.eql({ active: null });
  });

  it('applies typed text after a pause', async () => {
    const element = await offering({ name: 'search' });
    control(element, 'search').focus();
    let changes = 0;
    element.addEventListener('letz-params-change', () => changes++);
    await sendKeys({ type: 'anna' });
    await until(() => changes);
    expect([changes, element.values]).to.eql([1, { search: 'anna' }]);
    expect(hasFocus(element, 'search')).to.equal(true);
  });

  it('resets to the initial values', async () => {
    const element = await params(
      html`<letz-params gateway=${origin} locale="en" query="active-users" params='{"days": 30}'></letz-params>`,
    );
    expect(control(element, 'days').value).to.equal('30');
    expect(Boolean(button(element, 'Reset'))).to.equal(false);
    await type(element, 'days', '90');
    const reset = await until(() => button(element, 'Reset'));
    const changed = next(element, 'letz-params-change');
    reset.focus();
    await sendKeys({ press: 'Enter' });
    expect((await changed).params).to.eql({ days: 30 });
    await until(() => control(element, 'days').value === '30' && !button(element, 'Reset'));
    await until(() => hasFocus(element, 'days'));
  });

  it('shows one control for several queries, empty while they use different defaults', async () => {
    const element = await params(
      html`<letz-params gateway=${origin} locale="en" query="active-users retention"></letz-params>`,
    );
    expect(control(element, 'days').value).to.equal('');
    expect(control(element, 'days').placeholder).to.equal('differs by query');
    expect(element.values).to.eql({});
    await type(element, 'days', '14');
    expect(element.values).to.eql({ days: 14 });
  });

  describe('in a context', () => {
    it('applies a chosen value to the widgets', async () => {
      const { metric, element } = await around();
      await type(element, 'days', '21');
      await until(() => metric.result!.params.days === 21);
      (await until(() => button(element, 'Reset'))).click();
      await until(() => metric.result!.params.days === 7);
    });

    it('shows the value that a widget sets, and applies the latest', async () => {
      const { context, metric, element } = await around();
      const picker = document.createElement('letz-metric');
      picker.setAttribute('sets', 'days=length');
      context.append(picker);
      await type(element, 'days', '21');
      await until(() => metric.result!.params.days === 21);
      picker.dispatchEvent(new LetzSelectEvent({ length: 3 }, 'length'));
      await until(() => metric.result!.params.days === 3 && control(element, 'days').value === '3');
      await type(element, 'days', '22');
      await until(() => metric.result!.params.days === 22);
      (await until(() => button(element, 'Reset'))).click();
      await until(() => metric.result!.params.days === 7);
    });

    it('applies params from the first request on', async () => {
      const seen = watch();
      const { metric } = await around('', html`<letz-params query="active-users" params='{"days": 60}'></letz-params>`);
      seen.stop();
      expect(metric.result!.params.days).to.equal(60);
      expect(seen.batches.map(({ queries, params }) => [queries.map(({ name }) => name), params])).to.deep.equal([
        [['active-users'], { days: 60 }],
      ]);
    });
  });

  describe('in the page’s URL', () => {
    it('reads the values before the first request', async () => {
      const seen = watch();
      const { metric, element } = await around('&letz-days=45&days=3&tab=x');
      seen.stop();
      expect(metric.result!.params.days).to.equal(45);
      expect(seen.batches).to.have.length(1);
      expect(control(element, 'days').value).to.equal('45');
      expect(location.search).to.equal(`${own}&letz-days=45&days=3&tab=x`);
    });

    it('writes chosen values, keeps the page’s own parameters, and follows Back and Forward', async () => {
      const { metric, element } = await around('&days=page&q=a%20b');
      await type(element, 'days', '21');
      await until(() => metric.result!.params.days === 21);
      expect(new URLSearchParams(location.search).get('letz-days')).to.equal('21');
      expect(new URLSearchParams(location.search).get('days')).to.equal('page');
      await type(element, 'days', '22');
      await until(() => metric.result!.params.days === 22);
      history.back();
      await until(() => metric.result!.params.days === 21);
      expect(control(element, 'days').value).to.equal('21');
      history.back();
      await until(() => metric.result!.params.days === 7);
      expect([...new URLSearchParams(location.search)].slice(1)).to.eql([
        ['days', 'page'],
        ['q', 'a b'],
      ]);
      history.forward();
      await until(() => metric.result!.params.days === 21);
    });

    it('goes back to the value before typing, also if the typed one applied before the control was left', async () => {
      const { metric, element } = await around();
      const input = control(element, 'days');
      input.focus();
      input.select();
      await sendKeys({ type: '21' });
      await until(() => metric.result!.params.days === 21);
      expect(new URLSearchParams(location.search).get('letz-days')).to.equal(null);
      await sendKeys({ press: 'Tab' });
      await until(() => new URLSearchParams(location.search).get('letz-days') === '21');
      history.back();
      await until(() => metric.result!.params.days === 7);
    });

    it('removes an emptied control of several queries, which then use their own defaults', async () => {
      const { metric, element } = await around(
        '',
        html`<letz-params query="active-users retention" sync-url></letz-params>`,
      );
      await type(element, 'days', '14');
      await until(() => metric.result!.params.days === 14);
      await type(element, 'days', '');
      await until(() => metric.result!.params.days === 7);
      expect(control(element, 'days').value).to.equal('');
      expect(new URLSearchParams(location.search).get('letz-days')).to.equal(null);
    });

    it('separates two elements by a prefix', async () => {
      const { element } = await around(
        '&left-days=5&letz-days=6',
        html`<letz-params query="active-users" sync-url="left"></letz-params>`,
      );
      expect(control(element, 'days').value).to.equal('5');
    });

    it('shows an error for an invalid value, with the value in effect', async () => {
      const { metric, element } = await around('&letz-days=many');
      expect(metric.result!.params.days).to.equal(7);
      expect(error(element, 'days')).to.equal('Enter a whole number, such as 30.');
      expect(field(element, 'days').textContent).to.contain('In effect: 7.');
    });

    it('does not hold up the widgets when its own query fails', async () => {
      history.replaceState(null, '', `${location.pathname}${own}&letz-days=45`);
      const context = await fixture(html`<letz-context gateway=${origin} locale="en">
        <letz-metric query="active-users"></letz-metric>
        <letz-params query="nobody" sync-url></letz-params>
      </letz-context>`);
      await until(() => context.querySelector<LetzMetric>('letz-metric')!.result);
      const element = context.querySelector('letz-params')!;
      await until(() => context.shadowRoot!.textContent!.includes('The attribute query names nobody'));
      await expect(element).to.be.accessible();
    });
  });

  it('has texts in four languages', async () => {
    for (const [locale, words] of [
      ['de', 'Stand zu einem früheren Zeitpunkt'],
      ['es', 'Datos hasta un momento anterior'],
      ['pt-BR', 'Dados até um momento anterior'],
    ]) {
      const element = await params(
        html`<letz-params gateway=${origin} locale=${locale!} query="active-users"></letz-params>`,
      );
      await until(() => root(element).querySelector('summary')!.textContent === words);
    }
  });

  it('is garbage-collected after its removal', async function () {
    this.timeout(120_000);
    const { gc } = window as Window & { gc?: () => void };
    const kept: WeakRef<LetzParams>[] = [];
    for (let count = 0; count < 500; count++) {
      const element = document.createElement('letz-params');
      element.syncUrl = '';
      element.result = { lists: [[{ ...plain, name: 'search' }]] };
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
