import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LetzMetric } from '../../../../widgets/letz-metric/letz-metric.ts';
import '../../../../widgets/letz-metric/letz-metric.ts';
import { hold, type Watch, watch } from '../../requests.ts';
import { mounted, next, origin, said, token, until } from '../../support.ts';

/** Sets `navigator.onLine` and dispatches the event. */
function connection(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

describe('states of every widget', () => {
  for (const theme of ['light', 'dark', 'paper']) {
    it(`is accessible while loading, failed, empty and shown: ${theme}`, async () => {
      const loading = await fixture(
        html`<letz-metric gateway=${origin} query="slow" theme=${theme} label="Slow"></letz-metric>`,
      );
      expect(loading.matches(':state(loading)')).to.equal(true);
      await expect(loading).to.be.accessible();
      loading.remove();
      for (const [query, params, state] of [
        ['failing', {}, 'error'],
        ['numbers', { rows: 0 }, 'empty'],
        ['total-users', {}, ''],
      ] as const) {
        const element = await mounted<LetzMetric>(
          html`<letz-metric gateway=${origin} query=${query} .params=${params} token=${token} theme=${theme}></letz-metric>`,
        );
        expect(element.matches(`:state(${state || 'loading'})`), query).to.equal(state !== '');
        await expect(element).to.be.accessible();
      }
    });
  }

  it('says after five seconds that it still loads, until it has', async () => {
    const real = window.setTimeout;
    const timeouts: (() => void)[] = [];
    window.setTimeout = ((callback: () => void, ms?: number) =>
      ms === 5000 ? timeouts.push(callback) : real(callback, ms)) as typeof window.setTimeout;
    const held = hold();
    const element = await fixture<LetzMetric>(html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`);
    await until(() => timeouts.length);
    window.setTimeout = real;
    expect(said(element, '[part="footer"]')).to.equal('');
    for (const timeout of timeouts) timeout();
    await until(() => said(element, '[part="footer"] [role="status"]') === 'Still working …');
    await expect(element).to.be.accessible();
    held.stop();
    await until(() => said(element, '[part="value"]'));
    expect(said(element, '[part="footer"]')).not.to.contain('Still working');
  });

  it('lists the parameters if there are no rows', async () => {
    const element = await mounted(
      html`<letz-metric gateway=${origin} query="numbers" params='{"rows": 0}'></letz-metric>`,
    );
    expect(said(element, '[part="empty"]')).to.equal(
      'Nothing to show There are no rows with rows = 0. Choose other values.',
    );
    expect(element.shadowRoot!.querySelector('[part="empty"]')!.getAttribute('role')).to.equal('status');
  });

  it('shows an error, dispatches letz-error and recovers with other parameters', async () => {
    const failed = next(document, 'letz-error');
    const element = await mounted<LetzMetric>(html`<letz-metric gateway=${origin} query="failing"></letz-metric>`);
    expect((await failed).error.code).to.equal('internal');
    expect(said(element, '[role="alert"]')).to.match(/could not be loaded.*internal Try again/);
    expect(said(element, 'h2'), 'the title of the query').to.equal('Failing');
    element.params = { divisor: 1 };
    await until(() => said(element, '[part="value"]') === '1');
    expect(element.matches(':state(error)')).to.equal(false);
  });

  it('clears the data of other parameters if loading fails', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="failing" params='{"divisor": 1}'></letz-metric>`,
    );
    expect(said(element, '[part="value"]')).to.equal('1');
    element.params = { divisor: 0 };
    await next(element, 'letz-error');
    await element.updateComplete;
    expect(said(element, '[part="value"]')).to.equal('');
    expect(said(element, '[role="alert"]')).to.contain('could not be loaded');
  });

  it('moves the focus to the widget when a retry succeeds', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="failing" params='{"divisor": 0}'></letz-metric>`,
    );
    const real = window.fetch;
    window.fetch = (url, init) =>
      real(url, { ...init, body: String(init?.body).replace('"divisor":0', '"divisor":1') });
    element.shadowRoot!.querySelector<HTMLElement>('[role="alert"] button')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => said(element, '[part="value"]') === '1');
    window.fetch = real;
    await until(() => element.shadowRoot!.activeElement?.getAttribute('part') === 'base');
  });

  it('is accessible while it is refreshed', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="slow" params='{"seconds": 0.5}'></letz-metric>`,
    );
    element.params = { seconds: 5 };
    await until(() => element.shadowRoot!.querySelector('[aria-busy="true"]'));
    await expect(element).to.be.accessible();
  });

  it('names an attribute that is not valid JSON, and an unknown query', async () => {
    for (const params of ['{days: 7}', '30', '"days"', '[]', '']) {
      const wrong = await mounted(
        html`<letz-metric gateway=${origin} query="total-users" params=${params}></letz-metric>`,
      );
      expect(said(wrong, '[role="alert"]'), params).to.contain('attribute params must be JSON');
      wrong.removeAttribute('params');
      await until(() => said(wrong, '[part="value"]'));
    }
    const unknown = await mounted(html`<letz-metric gateway=${origin} query="total-userz"></letz-metric>`);
    expect(said(unknown, '[role="alert"]')).to.contain('unknown-query');
    const none = await mounted(html`<letz-metric gateway=${origin}></letz-metric>`);
    expect(said(none, '[role="alert"]')).to.contain('attribute query must name a query');
  });

  it('shows data that the page sets after a missing query was noticed', async () => {
    const { result } = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`,
    );
    const element = document.createElement('letz-metric');
    document.body.append(element);
    await element.updateComplete;
    element.result = result;
    await until(() => element.shadowRoot!.querySelector('[aria-busy="false"]'));
    expect(element.matches(':state(error)')).to.equal(false);
    expect(said(element, '[part="value"]')).to.equal(result!.rows[0]![0]!.toLocaleString('en'));
    element.remove();
  });

  it('shows to sign in if the query needs a token', async () => {
    const closed = await mounted(html`<letz-metric gateway=${origin} query="duplicate-users"></letz-metric>`);
    expect(said(closed, '[role="alert"]')).to.match(/^Sign in to see this data/);
  });

  it('has the same size while loading', async () => {
    const element = await fixture<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users" label="Users"></letz-metric>`,
    );
    const { height } = element.getBoundingClientRect();
    await next(element, 'letz-load');
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('uses the language of the page, or its own', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="active-users" locale="de"></letz-metric>`,
    );
    await until(() => said(element).includes('Stand'));
    element.locale = 'pt-BR';
    await until(() => !said(element).includes('Stand') && /\d/.test(said(element)));
    element.locale = 'xx-not-a-locale';
    await until(() => said(element).includes('As of'));
  });

  it('dispatches no event after it was removed', async () => {
    const element = await fixture<LetzMetric>(html`<letz-metric gateway=${origin} query="slow"></letz-metric>`);
    let heard = 0;
    for (const name of ['letz-load', 'letz-error']) element.addEventListener(name, () => heard++);
    const seen = watch();
    await until(() => seen.requests.length === 0);
    element.remove();
    await mounted(html`<letz-metric gateway=${origin} query="slow" .params=${{ seconds: 0.1 }}></letz-metric>`);
    seen.stop();
    expect(heard).to.equal(0);
  });
});

describe('refresh', () => {
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => {
    seen.stop();
    connection(true);
  });

  it('reloads periodically, all widgets in one batch', async () => {
    await fixture(html`<div>
      <letz-metric gateway=${origin} query="total-users" refresh="1"></letz-metric>
      <letz-metric gateway=${origin} query="active-users" refresh="1"></letz-metric>
    </div>`);
    await until(() => seen.batches.length >= 3);
    for (const { queries } of seen.batches) expect(queries).to.have.length(2);
  });

  it('recovers at the next refresh if the first request failed', async () => {
    for (const status of [429, 500]) {
      const real = window.fetch;
      let refused = false;
      window.fetch = async (url, init) => {
        if (refused || !String(url).endsWith('/api/batch')) return real(url, init);
        refused = true;
        return Response.json({ code: 'rate-limited', detail: 'Too much.' }, { status });
      };
      const element = await mounted<LetzMetric>(
        html`<letz-metric gateway=${origin} query="total-users" refresh="1"></letz-metric>`,
      );
      expect(element.matches(':state(error)'), String(status)).to.equal(true);
      await until(() => said(element, '[part="value"]'));
      window.fetch = real;
      element.remove();
    }
  });

  it('shows the age of stale data, and updates it', async () => {
    const real = window.setInterval;
    const minutes: (() => void)[] = [];
    window.setInterval = ((tick: () => void, ms: number) =>
      ms === 60_000 ? minutes.push(tick) : real(tick, ms)) as typeof window.setInterval;
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users" refresh="1"></letz-metric>`,
    );
    connection(false);
    await until(() => said(element, '.badge'));
    const now = Date.now;
    Date.now = () => now() + 600_000;
    for (const tick of minutes) tick();
    await element.updateComplete;
    expect(said(element, '.badge')).to.equal('Not refreshed, 10 minutes ago');
    Date.now = now;
    window.setInterval = real;
  });

  it('pauses outside the viewport, and catches up when visible again', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users" refresh="1" style="position: absolute; top: 0"></letz-metric>`,
    );
    element.style.top = '20000px';
    await mounted(html`<letz-metric gateway=${origin} query="slow" .params=${{ seconds: 1.2 }}></letz-metric>`);
    const asked = () => seen.batches.filter(({ queries }) => queries.some(({ name }) => name === 'total-users')).length;
    const before = asked();
    await mounted(
      html`<letz-metric gateway=${origin} query="slow" .params=${{ seconds: 1.2, as_of: '2026-01-01' }}></letz-metric>`,
    );
    expect(asked()).to.equal(before);
    element.style.top = '0';
    await until(() => asked() === before + 1);
  });

  it('pauses while the browser is offline, shows that, and catches up', async () => {
    const element = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users" refresh="1"></letz-metric>`,
    );
    connection(false);
    await until(() => element.matches(':state(stale)'));
    await element.updateComplete;
    expect(said(element, '.badge')).to.match(/^Not refreshed, /);
    const before = seen.batches.length;
    connection(true);
    await until(() => seen.batches.length > before && !element.matches(':state(stale)'));
  });
});
