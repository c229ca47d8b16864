import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { TaggedResult } from '../../../../widgets/core/gateway/gateway-client.ts';
import type { LetzMetric } from '../../../../widgets/letz-metric/letz-metric.ts';
import '../../../../widgets/letz-metric/letz-metric.ts';
import { hold } from '../../requests.ts';
import { next, origin, said, until } from '../../support.ts';

const given = (users: number): TaggedResult => ({
  query: '',
  title: 'Given',
  columns: [{ name: 'users', type: 'integer', description: '' }],
  rows: [[users]],
  rowCount: 1,
  truncated: false,
  params: {},
  asOf: '2026-01-02T00:00:00Z',
  etag: '',
});

const value = (metric: Element) => said(metric, '[part="value"]');
const busy = (metric: Element) => metric.shadowRoot!.querySelector('[aria-busy="true"]') !== null;

describe('a widget with query and result', () => {
  it('requests the same query again after a result was set', async () => {
    const metric = await fixture<LetzMetric>(html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`);
    await next(metric, 'letz-load');
    await metric.updateComplete;
    const answered = value(metric);
    metric.query = '';
    metric.result = given(7);
    await until(() => value(metric) === '7');
    metric.query = 'total-users';
    await until(() => value(metric) === answered);
  });

  it('aborts the request when a result is set', async () => {
    const held = hold();
    const metric = await fixture<LetzMetric>(html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`);
    metric.query = '';
    metric.result = given(7);
    await until(() => value(metric) === '7' && !busy(metric));
    held.stop();
    await nextFrame();
    await nextFrame();
    expect([value(metric), busy(metric)]).to.deep.equal(['7', false]);
  });

  it('is loading when the page removes the result', async () => {
    const metric = await fixture<LetzMetric>(html`<letz-metric .result=${given(7)}></letz-metric>`);
    metric.result = undefined;
    await nextFrame();
    await nextFrame();
    expect(metric.matches(':state(loading)')).to.equal(true);
    metric.result = given(8);
    await until(() => value(metric) === '8');
  });

  it('keeps a result that is shared with another widget', async () => {
    const metric = await fixture<LetzMetric>(html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`);
    await next(metric, 'letz-load');
    await metric.updateComplete;
    const answered = value(metric);
    const other = await fixture<LetzMetric>(html`<letz-metric .result=${metric.result}></letz-metric>`);
    await metric.reload();
    await metric.updateComplete;
    expect([value(metric), value(other)]).to.deep.equal([answered, answered]);
  });

  it('requests the trend of a result set by the page', async () => {
    const metric = await fixture<LetzMetric>(
      html`<letz-metric gateway=${origin} trend="daily-active-users" .result=${given(7)}></letz-metric>`,
    );
    await until(() => metric.shadowRoot!.querySelector('[part="trend"]'));
    expect(value(metric)).to.equal('7');
  });
});
