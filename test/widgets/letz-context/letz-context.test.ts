import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { LetzContext } from '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-context/letz-context.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { LetzParamsChangeEvent, LetzSelectEvent } from '../../../widgets/core/element/events.ts';
import { type Watch, watch } from '../requests.ts';
import { expiredToken } from '../sign-token.ts';
import { next, origin, said, token, until } from '../support.ts';

/** Settles when all metrics inside have loaded or failed. */
async function settled(context: Element): Promise<LetzMetric[]> {
  const metrics = [...context.querySelectorAll('letz-metric')];
  await until(() => metrics.every((metric) => !metric.matches(':state(loading)') && !busy(metric)));
  return metrics;
}

const busy = (metric: LetzMetric) => metric.shadowRoot!.querySelector('[aria-busy="true"]') !== null;

describe('letz-context', () => {
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  it('loads all widgets inside in one batch with the same as_of', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} token=${token}>
        <letz-metric query="total-users"></letz-metric>
        <div><letz-metric query="active-users"></letz-metric></div>
        <letz-metric query="active-users" label="Again"></letz-metric>
      </letz-context>
    `);
    const metrics = await settled(context);
    expect(seen.batches).to.have.length(1);
    expect(seen.batches[0]!.queries).to.have.length(2);
    expect(new Set(metrics.map(({ result }) => result!.asOf)).size).to.equal(1);
  });

  it('shows an error if its parameters are not valid JSON', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} params="days: 30"><letz-metric query="active-users"></letz-metric></letz-context>
    `);
    const [metric] = await settled(context);
    expect(said(metric!, '[role="alert"]')).to.contain('attribute params of letz-context must be JSON');
    context.setAttribute('params', '{"days": 30}');
    await until(() => metric!.result?.params.days === 30);
  });

  it('gives parameters and time zone to the queries that have them; those of a widget take precedence', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} params='{"days": 30, "nobody": 1}' tz="America/Sao_Paulo">
        <letz-metric query="total-users"></letz-metric>
        <letz-metric query="active-users"></letz-metric>
        <letz-metric query="new-signups" params='{"days": 3}'></letz-metric>
        <letz-metric query="daily-active-users"></letz-metric>
      </letz-context>
    `);
    const used = (await settled(context)).map(({ result }) => ({
      ...result!.params,
      as_of: undefined,
      since: undefined,
    }));
    const [as_of, since] = [undefined, undefined];
    expect(used).to.deep.equal([
      { as_of, since },
      { days: 30, as_of, since },
      { days: 3, as_of, since },
      { days: 30, tz: 'America/Sao_Paulo', as_of, since },
    ]);
  });

  it('inherits settings from an outer context', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} params='{"days": 30, "sender": "user"}' locale="de">
        <letz-context params='{"days": 2}'><letz-metric query="active-users"></letz-metric></letz-context>
      </letz-context>
    `);
    const [metric] = await settled(context);
    expect(metric!.result!.params.days).to.equal(2);
    await until(() => metric!.shadowRoot!.textContent!.includes('Stand'));
  });

  it('loads again when its parameters change, by the page or by letz-params-change', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin}><letz-metric query="active-users"></letz-metric></letz-context>
    `);
    const [metric] = await settled(context);
    context.params = { days: 14 };
    await until(() => metric!.result?.params.days === 14);
    metric!.dispatchEvent(new LetzParamsChangeEvent({ days: 21 }));
    await until(() => metric!.result?.params.days === 21);
  });

  it('replaces a refused token once for all widgets', async () => {
    let asked = 0;
    const context = document.createElement('letz-context');
    context.gateway = origin;
    context.token = 'not.a.token';
    context.tokenProvider = async () => {
      asked++;
      return token;
    };
    context.innerHTML = `
      <letz-metric query="recent-messages" column="sender"></letz-metric>
      <letz-metric query="total-users"></letz-metric>
      <letz-metric query="active-users"></letz-metric>`;
    await fixture(html`${context}`);
    const metrics = await settled(context);
    expect(metrics.map(({ result }) => result!.query)).to.deep.equal([
      'recent-messages',
      'total-users',
      'active-users',
    ]);
    expect(asked).to.equal(1);
    expect(context.token).to.equal(token);
  });

  it('shows that access has expired without a token provider', async () => {
    const context = document.createElement('letz-context');
    context.gateway = origin;
    context.token = await expiredToken();
    context.innerHTML = '<letz-metric query="total-users"></letz-metric>';
    const expired = next(document, 'letz-token-expired');
    await fixture(html`${context}`);
    await expired;
    const [metric] = await settled(context);
    expect(metric!.matches(':state(expired)')).to.equal(true);
    await until(() => /expired/.test(said(context, '[role="alert"]')));
  });

  it('keeps the data with a badge if a refresh is refused', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} token=${token}><letz-metric query="total-users"></letz-metric></letz-context>
    `);
    const [metric] = await settled(context);
    const figure = metric!.shadowRoot!.querySelector('[part="value"]')!.textContent;
    context.token = 'not.a.token';
    await next(metric!, 'letz-error');
    await metric!.updateComplete;
    expect(metric!.matches(':state(stale)')).to.equal(true);
    expect(metric!.shadowRoot!.querySelector('[part="value"]')!.textContent).to.equal(figure);
    expect(metric!.shadowRoot!.querySelector('.badge')!.textContent).to.match(/Not refreshed/);
    await expect(metric!).to.be.accessible();
  });

  it('sets a parameter by a selection, and removes it by the same selection', async () => {
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin}>
        <letz-metric id="picker" query="total-users" sets="by=kind"></letz-metric>
        <letz-metric id="follower" query="user-segments" column="segment"></letz-metric>
      </letz-context>
    `);
    await settled(context);
    const picker = context.querySelector('#picker')!;
    const follower = context.querySelector<LetzMetric>('#follower')!;
    picker.dispatchEvent(new LetzSelectEvent({ kind: 'level', users: 3 }, 'users'));
    await until(() => follower.result?.params.by === 'level');
    picker.dispatchEvent(new LetzSelectEvent({ kind: 'level', users: 3 }, 'users'));
    await until(() => follower.result?.params.by === 'pillar');
  });

  it('gives settings to widgets added later, and none to removed ones', async () => {
    const context = await fixture<LetzContext>(html`<letz-context gateway=${origin}></letz-context>`);
    const metric = document.createElement('letz-metric');
    metric.query = 'total-users';
    context.append(metric);
    await until(() => metric.result);
    metric.remove();
    await until(() => seen.batches.length === 1);
    context.params = { days: 1 };
    await context.updateComplete;
    await aTimeout(0);
    expect(seen.batches).to.have.length(1);
  });
});
