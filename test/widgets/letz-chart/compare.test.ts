import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { earlierWindow } from '../../../widgets/letz-chart/earlier-window.ts';
import type { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-chart/letz-chart.ts';
import { watch } from '../requests.ts';
import { origin, token, until } from '../support.ts';
import { cells, column, complete, drawn, failure, resultOf, sentence, text, valueText } from './results.ts';

const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${from}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
  );

const COLUMNS = [column('day', 'date'), column('users', 'integer', { role: 'count' }), column('partial', 'boolean')];

/** Chart with data of its own and of the period before. */
async function compared(now: number[], before: number[], attributes: Partial<LetzChart> = {}): Promise<LetzChart> {
  const rowsOf = (dates: string[], values: number[]) =>
    values.map((value, index) => [dates[index]!, value, index === values.length - 1]);
  const data = resultOf(COLUMNS, rowsOf(days('2026-10-11', now.length), now), {
    params: { days: now.length, tz: 'UTC', as_of: '2026-10-15T09:00:00Z' },
  });
  const shift = attributes.compare === 'weekday' ? 7 : now.length;
  const first = new Date(Date.parse('2026-10-11T00:00:00Z') - shift * 86_400_000).toISOString().slice(0, 10);
  const earlierData = resultOf(COLUMNS, rowsOf(days(first, before.length), before), { params: data.params });
  const chart = await fixture<LetzChart>(
    html`<letz-chart style="width: 600px" compare="previous" locale="en"></letz-chart>`,
  );
  Object.assign(chart, attributes, {
    panel: { earlierData, marksData: undefined, extent: undefined, span: undefined },
    result: data,
  });
  await complete(chart);
  return until(() => (sentence(chart).includes('previous') || attributes.type ? chart : null));
}

describe('window of the period before', () => {
  const asOf = '2026-11-30T12:00:00Z';

  it('ends one length earlier', () => {
    const window = earlierWindow({ params: { days: 30, tz: 'UTC' }, asOf }, false);
    expect(window).to.deep.equal({
      params: { days: 30, tz: 'UTC', as_of: '2026-10-31T12:00:00.000Z' },
      shift: 30 * 86_400_000,
    });
  });

  it('ends whole weeks earlier if aligned by weekday', () => {
    const { params } = earlierWindow({ params: { days: 30 }, asOf }, true)!;
    expect(params.as_of).to.equal('2026-10-26T12:00:00.000Z');
    expect(earlierWindow({ params: { days: 7 }, asOf }, true)!.params.as_of).to.equal('2026-11-23T12:00:00.000Z');
  });

  it('keeps the time of day over a change of summer time', () => {
    // Clocks in Paris went back on 25 October.
    const { params } = earlierWindow({ params: { days: 7, tz: 'Europe/Paris' }, asOf: '2026-10-27T23:30:00Z' }, false)!;
    expect(params.as_of).to.equal('2026-10-20T22:30:00.000Z');
  });

  it('has the length since `since`, before which it ends', () => {
    const { params } = earlierWindow({ params: { days: 7, since: '2026-11-01T00:00:00Z' }, asOf }, false)!;
    expect(params.as_of).to.equal('2026-11-01T00:00:00.000Z');
    expect(params.since).to.equal('2026-10-02T12:00:00.000Z');
  });

  it('does not exist without a length', () => {
    expect(earlierWindow({ params: {}, asOf }, false)).to.equal(null);
    expect(earlierWindow({ params: { days: null }, asOf }, false)).to.equal(null);
  });
});

describe('letz-chart compare', () => {
  it('requests the same query for the period before, with an as_of of its own', async () => {
    const watched = watch();
    const chart = await drawn(
      html`<letz-chart gateway=${origin} query="signups-by-day" params='{"days": 10}' compare="previous"></letz-chart>`,
    );
    await until(() => sentence(chart).includes('previous period'));
    watched.stop();
    const { params } = watched.batches.at(-1)!.queries[0]! as { params: Record<string, unknown> };
    expect(params.days).to.equal(10);
    expect(Date.parse(String(params.as_of))).to.equal(Date.parse(chart.result!.asOf) - 10 * 86_400_000);
  });

  it('says the difference and the day compared with, for the pointer and for screen readers', async () => {
    const chart = await compared([100, 136, 148, 5], [90, 136, 160, 9]);
    chart.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
    await sendKeys({ press: 'Home' });
    await chart.updateComplete;
    expect(valueText(chart)).to.equal('Oct 11, 2026: 100, 10 more than Oct 7');
    expect(text(chart.shadowRoot!.querySelector('[part="tooltip"]'))).to.include('10 more than Oct 7');
    await sendKeys({ press: 'ArrowRight' });
    expect(await until(() => valueText(chart).includes('136') && valueText(chart))).to.include('136, same as Oct 8');
    await sendKeys({ press: 'ArrowRight' });
    expect(await until(() => valueText(chart).includes('148') && valueText(chart))).to.include('12 less than Oct 9');
  });

  it('says the sums of complete days, and the earlier values in the table', async () => {
    const chart = await compared([100, 136, 148, 5], [90, 136, 160, 9]);
    expect(sentence(chart)).to.include('total 384, in the previous period (Oct 7, 2026 – Oct 10, 2026) 386');
    const [head, first] = cells(chart);
    expect(head).to.include.members(['Compared with', 'Users, previous period']);
    expect(first!.slice(-2)).to.deep.equal(['Oct 7, 2026', '90']);
  });

  it('compares with the same day of the week', async () => {
    const chart = await compared([100, 136, 148, 5], [90, 136, 160, 9], { compare: 'weekday' });
    expect(cells(chart)[1]!.at(-2)).to.equal('Oct 4, 2026');
    expect(valueText(chart)).to.include('12 less than Tue, Oct 6');
  });

  it('draws a single earlier value as a dot', async () => {
    const chart = await compared([5], [9], { type: 'line' });
    const canvas = await until(() => chart.shadowRoot!.querySelector('canvas'));
    const isText = ([red, green, blue, alpha]: Uint8ClampedArray) =>
      alpha === 255 && [red! - 27, green! - 28, blue! - 31].every((difference) => Math.abs(difference) < 8);
    await until(() => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: data.length / 4 }, (_, pixel) => data.subarray(4 * pixel, 4 * pixel + 4)).some(
        isText,
      );
    });
  });

  it('has a legend with the earlier dates', async () => {
    const chart = await compared([100, 136, 148, 5], [90, 136, 160, 9]);
    expect(text(chart.shadowRoot!.querySelector('[part="legend"]'))).to.include(
      'Previous period (Oct 7, 2026 – Oct 10, 2026)',
    );
  });

  it('claims no sum of a truncated period', async () => {
    const chart = await compared([1, 2, 3, 4], [1, 2, 3, 4]);
    const { panel } = chart;
    chart.panel = { ...panel!, earlierData: { ...panel!.earlierData, truncated: true } as never };
    await until(() => text(chart.shadowRoot!.querySelector('[part="legend"]')).includes('First 4 rows only'));
    expect(sentence(chart)).not.to.include('in the previous period');
  });

  it('keeps the chart if the period before fails, and says so', async () => {
    const chart = await compared([1, 2, 3, 4], [1, 2, 3, 4]);
    chart.panel = { ...chart.panel!, earlierData: new Error('Broken.') };
    await until(() => text(chart.shadowRoot!.querySelector('[part="legend"]')).includes('could not be loaded'));
    expect(sentence(chart)).to.include('highest 3');
  });

  it('names the allowed values of a wrong one', async () => {
    const chart = await fixture<LetzChart>(html`<letz-chart compare="yesterday"></letz-chart>`);
    chart.result = resultOf(COLUMNS, [['2026-01-01', 1, false]]);
    expect(await failure(chart))
      .to.include('compare="yesterday"')
      .and.include('Allowed: previous, weekday.');
  });

  it('says that a query without a period has none before', async () => {
    const chart = await fixture<LetzChart>(
      html`<letz-chart gateway=${origin} token=${token} query="activity-weekdays" compare="previous"></letz-chart>`,
    );
    expect(await failure(chart)).to.include('compare="previous" needs a query with a parameter days or since.');
  });
});
