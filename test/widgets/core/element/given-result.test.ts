import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { LetzErrorEvent } from '../../../../widgets/core/element/events.ts';
import type { TaggedResult } from '../../../../widgets/core/gateway/gateway-client.ts';
import type { LetzChart } from '../../../../widgets/letz-chart/letz-chart.ts';
import type { LetzMetric } from '../../../../widgets/letz-metric/letz-metric.ts';
import '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-metric/letz-metric.ts';
import { said, until } from '../../support.ts';

const given = (...rows: [string, number][]): TaggedResult => ({
  query: '',
  title: 'Users',
  columns: [
    { name: 'day', type: 'date', description: '' },
    { name: 'users', type: 'integer', description: '' },
  ],
  rows,
  rowCount: rows.length,
  truncated: false,
  params: {},
  asOf: '2026-01-02T00:00:00Z',
  etag: '',
});

// A separate file: the view's module must not be loaded yet.
describe('result set by the page while the view is loading', () => {
  let failed: string[];
  const onError = (event: Event) => failed.push((event as LetzErrorEvent).error.message);

  beforeEach(() => {
    failed = [];
    document.addEventListener('letz-error', onError);
  });

  afterEach(() => {
    expect(failed).to.deep.equal([]);
    document.removeEventListener('letz-error', onError);
  });

  it('is shown, also if there are no rows; the latest wins', async () => {
    const [none, one] = [given(), given(['2026-01-01', 7])];
    const metric = await fixture<LetzMetric>(html`<letz-metric .result=${none}></letz-metric>`);
    const other = document.createElement('letz-metric');
    other.column = 'users';
    other.result = none;
    other.result = one;
    metric.after(other);
    await until(() => said(metric, '[part="empty"]'));
    expect(said(other, '[part="value"]')).to.equal('7');
  });

  it('is replaced by a later result', async () => {
    const [one, two] = [given(['2026-01-01', 7]), given(['2026-01-01', 8])];
    for (let moment = 0; moment < 12; moment++) {
      const metric = document.createElement('letz-metric');
      metric.column = 'users';
      metric.result = one;
      document.body.append(metric);
      await metric.updateComplete;
      for (let turn = 0; turn < moment; turn++) await undefined;
      metric.result = two;
      await nextFrame();
      expect(said(metric, '[part="value"]'), `after ${moment} microtasks`).to.equal('8');
      metric.remove();
    }
  });

  it('is not reported as missing', async () => {
    const chart = await fixture<LetzChart>(
      html`<letz-chart .result=${given(['2026-01-01', 7], ['2026-01-02', 8])}></letz-chart>`,
    );
    await until(() => {
      expect(chart.matches(':state(error)')).to.equal(false);
      return chart.shadowRoot!.querySelector('canvas');
    });
  });
});
