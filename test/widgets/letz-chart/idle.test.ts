import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Result } from '../../../server/contract/result.ts';
import { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import { holdIdle, until } from '../support.ts';

const bars = (name: string, title = 'Kinds'): Result => ({
  query: '',
  title,
  columns: [
    { name: 'kind', type: 'text', description: '' },
    { name: 'users', type: 'integer', description: '' },
  ],
  rows: Array.from({ length: 6 }, (_, index) => [`${name} ${index}`, 20 + index]),
  rowCount: 6,
  truncated: false,
  params: {},
  asOf: '2026-01-02T00:00:00Z',
});

const role = (chart: Element, name: string) => chart.shadowRoot!.querySelector<HTMLElement>(`[role="${name}"]`);
const canvas = (chart: Element) => chart.shadowRoot!.querySelector('canvas');
const focused = (chart: Element) => chart.shadowRoot!.activeElement;

describe('a chart before the browser was idle', () => {
  let release: () => void;

  before(LetzChart.preload);

  beforeEach(async () => {
    release = await holdIdle();
  });

  afterEach(() => release());

  it('is accessible, also without a title', async () => {
    for (const title of ['Kinds', '']) {
      const chart = await fixture<LetzChart>(html`<letz-chart .result=${bars('kind', title)}></letz-chart>`);
      await until(() => canvas(chart));
      expect(role(chart, 'slider')).to.equal(null);
      await expect(chart).to.be.accessible();
    }
  });

  it('keeps the keyboard’s place when the reader wants the picture instead of the table', async () => {
    const chart = await fixture<LetzChart>(html`<letz-chart as-table .result=${bars('kind')}></letz-chart>`);
    chart.shadowRoot!.querySelector<HTMLElement>('[aria-label="Show as chart"]')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => canvas(chart));
    expect(focused(chart)?.ariaLabel).to.equal('Show as table');
  });

  it('keeps the keyboard’s place when bars that lay stand', async () => {
    const result = bars('a category whose long name lets bars lie');
    const chart = await fixture<LetzChart>(html`<letz-chart style="width: 500px" .result=${result}></letz-chart>`);
    const cursor = await until(() => role(chart, 'slider'));
    cursor.focus();
    expect(cursor.ariaOrientation).to.equal('vertical');
    chart.style.width = '3000px';
    await until(() => !chart.shadowRoot!.querySelector('.lying'));
    expect([focused(chart), cursor.ariaOrientation]).to.deep.equal([cursor, 'horizontal']);
  });
});

describe('a chart on a page that is never idle', () => {
  it('gets its tools and cursor all the same', async () => {
    let busy = true;
    const work = () => {
      const end = performance.now() + 40;
      while (performance.now() < end);
      if (busy) requestAnimationFrame(work);
    };
    work();
    try {
      const charts = await fixture(
        html`<div>${[1, 2, 3].map(() => html`<letz-chart .result=${bars('kind')}></letz-chart>`)}</div>`,
      );
      await until(() => [...charts.children].every((chart) => role(chart, 'slider')));
    } finally {
      busy = false;
    }
  });
});
