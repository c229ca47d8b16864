import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Result } from '../../../server/contract/result.ts';
import { LOG_AXIS } from '../../../widgets/letz-chart/layers/log-axis.ts';
import type { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-context/letz-context.ts';
import { watch } from '../requests.ts';
import { mounted, origin, token, until } from '../support.ts';
import {
  canvas,
  cells,
  colors,
  column,
  complete,
  failure,
  resultOf,
  sentence,
  table,
  text,
  valueText,
} from './results.ts';

/** Chart with data and attributes, once it is drawn. */
async function chartOf(result: Result, attributes: Partial<LetzChart>): Promise<LetzChart> {
  const chart = await fixture<LetzChart>(html`<letz-chart style="width: 600px" locale="en"></letz-chart>`);
  return complete(Object.assign(chart, attributes, { result }));
}

/** Message for data and attributes that don't fit. */
async function failureOf(result: Result, attributes: Partial<LetzChart>): Promise<string> {
  const chart = await fixture<LetzChart>(html`<letz-chart locale="en"></letz-chart>`);
  return failure(Object.assign(chart, attributes, { result }));
}

const legend = (chart: Element) => text(chart.shadowRoot!.querySelector('[part="legend"]'));
const note = (chart: Element, part: string) => until(() => legend(chart).includes(part) && legend(chart));

const KINDS = resultOf(
  [column('day', 'date'), column('kind', 'text'), column('n', 'integer', { role: 'count' })],
  [
    ['2026-01-01', 'web', 30],
    ['2026-01-01', 'app', 10],
    ['2026-01-02', 'web', 10],
    ['2026-01-02', 'app', 0],
    ['2026-01-03', 'web', 0],
    ['2026-01-03', 'app', 0],
  ],
);

const daily = (values: (number | null)[], role: 'count' | 'percent' = 'count'): Result =>
  resultOf(
    [column('day', 'date'), column('n', 'integer', { role })],
    values.map((value, index) => [`2026-01-${String(index + 1).padStart(2, '0')}`, value]),
  );

describe('letz-chart stack', () => {
  for (const type of ['bars', 'area']) {
    it(`draws each of the series, as ${type}`, async () => {
      const chart = await chartOf(KINDS, { stack: 'sum', type });
      await until(() => cells(chart)[0]!.includes('Total'));
      // Both series are painted: two colours beside those of text and grid.
      const large = [...colors(chart)].filter(([color, count]) => count > 300 && new Set(color.split(',')).size > 1);
      expect(large.length).to.be.at.least(2);
      expect(cells(chart).map((row) => row.at(-1))).to.deep.equal(['Total', '40', '10', '0']);
    });
  }

  it('keeps the values, and adds their shares of 100 %', async () => {
    const chart = await chartOf(KINDS, { stack: 'percent', type: 'bars' });
    await note(chart, 'Shares of the total');
    expect(cells(chart).slice(1)).to.deep.equal([
      ['Jan 1, 2026', '30 (75%)', '10 (25%)'],
      ['Jan 2, 2026', '10 (100%)', '0 (0%)'],
      ['Jan 3, 2026', '0', '0'],
    ]);
    chart.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
    await sendKeys({ press: 'Home' });
    await chart.updateComplete;
    expect(valueText(chart)).to.equal('web, Jan 1, 2026: 30 (75%)');
  });

  it('leaves hidden series out of the total', async () => {
    const chart = await chartOf(KINDS, { stack: 'percent', type: 'bars' });
    await note(chart, 'Shares of the total');
    [...chart.shadowRoot!.querySelectorAll<HTMLElement>('[part="legend"] button')]
      .find((button) => text(button) === 'app')!
      .click();
    await until(() => cells(chart)[1]!.includes('30 (100%)'));
  });

  it('draws areas for a query of lines', async () => {
    const chart = await chartOf({ ...KINDS, view: 'line' }, { stack: 'sum' });
    expect(chart.shadowRoot!.querySelector('.frame')!.className).to.include('area');
  });

  it('refuses negative values, and unknown ways', async () => {
    expect(await failureOf(daily([1, -1]), { stack: 'sum' })).to.include('stack="sum" needs values of 0 or more');
    expect(await failureOf(KINDS, { stack: 'up' }))
      .to.include('stack="up"')
      .and.include('Allowed: sum, percent.');
    expect(await failureOf(KINDS, { stack: 'sum', scale: 'log' })).to.include('remove stack or scale');
  });
});

describe('letz-chart scale', () => {
  it('has a logarithmic axis, and says which values it can’t show', async () => {
    const chart = await chartOf(daily([1, 0, 1000, -5, 50_000]), { scale: 'log', type: 'line' });
    expect(await note(chart, 'Logarithmic axis')).to.include('values of 0 or less, not drawn: 2');
    expect(legend(chart)).not.to.include('does not start at 0');
    expect(sentence(chart)).to.include('Logarithmic axis');
  });

  it('draws bars from the end of the axis', async () => {
    const chart = await chartOf(daily([1, 10, 100]), { scale: 'log', type: 'bars' });
    await note(chart, 'Logarithmic axis');
    expect(colors(chart).size).to.be.above(1);
  });

  it('refuses data without positive values, and unknown scales', async () => {
    expect(await failureOf(daily([0, -1]), { scale: 'log' })).to.include('scale="log" needs a value above 0');
    expect(await failureOf(daily([1]), { scale: 'sqrt' })).to.include('Allowed: linear, log.');
  });

  it('has ticks within any range, few enough, the last above the values', () => {
    for (const [min, max] of [
      [1, 1],
      [0.001, 1e9],
      [5e-324, Number.MAX_VALUE],
      [99, 101],
      [1e-300, 1e-299],
    ] as const) {
      const [low, high] = LOG_AXIS.range(min, max);
      expect(low).to.be.at.most(min);
      expect(high).to.be.at.least(max);
      const ticks = LOG_AXIS.ticks(low, high, 5);
      expect(ticks.length).to.be.within(1, 8);
      for (const tick of ticks) expect(tick).to.be.within(low * 0.999, high * 1.001);
    }
    expect(LOG_AXIS.ticks(...LOG_AXIS.range(1, 40_000), 4).at(-1)).to.equal(100_000);
  });
});

describe('letz-chart thresholds', () => {
  it('draws lines with names, and counts the values above', async () => {
    const chart = await chartOf(daily([10, 50, 90]), { thresholds: '40 limit, 80', goal: 60 });
    expect(await note(chart, 'limit 40'))
      .to.include('threshold 80')
      .and.include('goal 60');
    expect(sentence(chart)).to.include('2 of 3 above limit 40').and.include('1 of 3 above threshold 80');
  });

  it('names what is allowed', async () => {
    expect(await failureOf(daily([1]), { thresholds: 'high' }))
      .to.include('thresholds="high"')
      .and.include('400 limit');
    expect(await failureOf(daily([1]), { goal: Number.NaN }))
      .to.include('goal')
      .and.include('a number such as 500');
  });
});

describe('letz-chart type="bar-list"', () => {
  const rows = Array.from({ length: 982 }, (_, index) => [`Customer ${index + 1}`, index < 10 ? 100 - index : 1]);
  const columns = [column('name', 'text'), column('orders', 'integer', { role: 'count' })];

  it('shows the largest with their shares, and the sum of all others', async () => {
    const chart = await chartOf(resultOf(columns, rows), { type: 'bar-list' });
    await until(() => cells(chart).length === 12);
    expect(cells(chart)[1]).to.deep.equal(['Customer 1', '100 (5.2%)']);
    expect(cells(chart).at(-1)).to.deep.equal(['972 others', '972 (50.4%)']);
    expect(sentence(chart)).to.equal(
      'Own: Customer 1 100 (5.2%); Customer 2 99 (5.1%); Customer 3 98 (5.1%); 972 others 972 (50.4%).',
    );
  });

  it('claims neither shares nor others of a truncated result', async () => {
    const chart = await chartOf(resultOf(columns, rows, { truncated: true }), { type: 'bar-list' });
    await until(() => cells(chart).length === 11);
    expect(cells(chart)[1]).to.deep.equal(['Customer 1', '100']);
    expect(sentence(chart)).to.equal('Own: First 982 rows only.');
  });

  it('does not add up shares', async () => {
    const share = [column('name', 'text'), column('pct', 'number', { role: 'percent' })];
    const chart = await chartOf(
      resultOf(
        share,
        rows.map(([name]) => [name!, 50]),
      ),
      { type: 'bar-list' },
    );
    await until(() => cells(chart).length === 12);
    expect(cells(chart).at(-1)).to.deep.equal(['972 others', 'no value']);
  });

  it('selects a row, but not the others', async () => {
    const chart = await chartOf(resultOf(columns, rows), { type: 'bar-list' });
    const selected: unknown[] = [];
    chart.addEventListener('letz-select', ({ row }) => selected.push(row));
    chart.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
    for (const key of ['Home', 'Enter', 'End', 'Enter']) await sendKeys({ press: key });
    expect(selected).to.deep.equal([{ name: 'Customer 1', orders: 100 }]);
  });

  it('needs categories', async () => {
    expect(await failureOf(daily([1, 2]), { type: 'bar-list' })).to.include('type="bar-list" needs a text column');
  });
});

describe('letz-chart marks', () => {
  it('requests the query of the context in the same batch, and describes the marks of time axes', async () => {
    const watched = watch();
    await mounted(
      html`<letz-context gateway=${origin} token=${token} marks="releases" locale="en" tz="UTC">
        <letz-chart query="signups-by-day" params='{"days": 30}'></letz-chart>
        <letz-chart query="activity-weekdays"></letz-chart>
      </letz-context>`,
    );
    const [chart, other] = [...document.querySelectorAll('letz-chart')];
    await complete(chart!);
    await until(() => sentence(chart!).includes('marks: v2.3 ('));
    watched.stop();
    const { batches } = watched;
    expect(batches[0]!.queries.map(({ name }) => name)).to.have.members([
      'signups-by-day',
      'releases',
      'activity-weekdays',
    ]);
    expect(batches.flatMap(({ queries }) => queries).filter(({ name }) => name === 'releases')).to.have.length(1);
    expect(sentence(chart!)).to.match(/marks: v2\.3 \([^)]+\), Outage \([^)]+ – [^)]+\), v2\.4 <b> \(/);
    await complete(other!);
    expect(sentence(other!)).not.to.include('marks');
  });

  const marksData = resultOf(
    [column('from', 'date'), column('to', 'date'), column('label', 'text')],
    [
      ['2026-01-02', null, 'Release'],
      ['2026-01-04', '2026-01-05', 'Outage'],
      ['2025-01-01', null, 'Long ago'],
    ],
  );
  const panel = { marksData, earlierData: undefined, extent: undefined, span: undefined };

  it('says the marks of a day to the pointer, the keyboard and in the table', async () => {
    const chart = await chartOf(daily([1, 2, 3, 4, 5, 6]), { panel, marks: 'own' });
    await until(() => cells(chart)[0]!.includes('Marks'));
    expect(cells(chart).map((row) => row.at(-1))).to.deep.equal(['Marks', '', 'Release', '', 'Outage', 'Outage', '']);
    chart.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowRight' });
    await chart.updateComplete;
    expect(valueText(chart)).to.equal('Jan 2, 2026: 2, Release (Jan 2, 2026)');
    expect(text(chart.shadowRoot!.querySelector('[part="tooltip"]'))).to.include('Release (Jan 2, 2026)');
    expect(sentence(chart)).not.to.include('Long ago');
  });

  it('puts a moment on the day that it has in the zone', async () => {
    const late = resultOf([column('at', 'timestamp'), column('label', 'text')], [['2026-01-03T01:00:00Z', 'Late']]);
    const data = { ...daily([1, 2, 3]), params: { tz: 'America/Sao_Paulo' } };
    const chart = await chartOf(data, { panel: { ...panel, marksData: late }, marks: 'own' });
    await until(() => cells(chart)[0]!.includes('Marks'));
    expect(cells(chart).map((row) => row.at(-1))).to.deep.equal(['Marks', '', 'Late', '']);
  });

  it('writes no label over another where there is little room', async () => {
    const texts = ['Outage', 'Version 2.4 for everyone'];
    const close = resultOf(
      [column('at', 'date'), column('label', 'text')],
      texts.map((label, index) => [`2026-01-${index ? 29 : 19}`, label]),
    );
    const written: { text: string; left: number; right: number }[] = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, ...where) {
      const { width } = this.measureText(text);
      const left = this.textAlign === 'right' ? x - width : x;
      if (/^(Out|Ver)/.test(text)) written.push({ text, left, right: left + width });
      fillText.call(this, text, x, ...where);
    };
    try {
      const chart = await fixture<LetzChart>(html`<letz-chart style="width: 300px" locale="en"></letz-chart>`);
      const result = daily(Array.from({ length: 31 }, (_, index) => index));
      Object.assign(chart, { panel: { ...panel, marksData: close }, marks: 'own', result });
      await complete(chart);
      await until(() => cells(chart)[0]!.includes('Marks') && written.length);
    } finally {
      CanvasRenderingContext2D.prototype.fillText = fillText;
    }
    const last = new Map(written.map((label) => [label.text, label]));
    for (const a of last.values()) {
      for (const b of last.values()) if (a !== b) expect(a.left >= b.right || a.right <= b.left).to.equal(true);
    }
  });

  it('keeps the chart if they fail', async () => {
    const chart = await chartOf(daily([1, 2]), { panel: { ...panel, marksData: new Error('No.') }, marks: 'own' });
    await note(chart, 'The marks could not be loaded');
    expect(canvas(chart)).to.not.equal(null);
  });
});

describe('letz-chart intervals', () => {
  const share = (view: Result['view']) =>
    resultOf(
      [
        column('day', 'date'),
        column('size', 'integer', { role: 'count' }),
        column('pct', 'number', { role: 'percent', of: 'size' }),
      ],
      [
        ['2026-01-01', 7, 14.3],
        ['2026-01-02', 1_000_000, 50],
        ['2026-01-03', 20, null],
        ['2026-01-04', 20, 50],
      ],
      { view: view! },
    );

  for (const view of ['line', 'bars'] as const) {
    it(`shows those that are wide, on ${view}`, async () => {
      const chart = await chartOf(share(view), { series: 'pct' });
      await note(chart, '95% interval');
      expect(cells(chart).map((row) => row[2])).to.deep.equal(['%', '14.3% (3–51)', '50%', 'no value', '50% (30–70)']);
      chart.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
      await sendKeys({ press: 'Home' });
      await chart.updateComplete;
      expect(valueText(chart)).to.equal('Jan 1, 2026: 14.3% (3–51)');
      expect(text(chart.shadowRoot!.querySelector('[part="tooltip"]'))).to.include('14.3% (3–51)');
    });
  }

  it('shows none if all are narrow, or if the total is not in the result', async () => {
    const narrow = share('line');
    narrow.rows = narrow.rows.map(([day, , pct]) => [day!, 1_000_000, pct!]);
    const chart = await chartOf(narrow, { series: 'pct', goal: 40 });
    await note(chart, 'goal');
    expect(legend(chart)).not.to.include('95%');
    const without = await chartOf(
      { ...share('line'), columns: share('line').columns.map((each) => ({ ...each, of: 'none' })) },
      { series: 'pct', goal: 40 },
    );
    await note(without, 'goal');
    expect(legend(without)).not.to.include('95%');
  });
});

describe('letz-chart with additions', () => {
  const FORMS: Record<string, [Result, Partial<LetzChart>]> = {
    'stacked bars': [KINDS, { stack: 'percent', type: 'bars' }],
    'stacked areas': [KINDS, { stack: 'sum', type: 'area' }],
    'a logarithmic axis': [daily([1, 0, 1000]), { scale: 'log' }],
    thresholds: [daily([10, 50, 90]), { thresholds: '40 limit', goal: 60 }],
    'a bar list': [resultOf([column('name', 'text'), column('n', 'integer')], [['a', 1]]), { type: 'bar-list' }],
    'small multiples': [KINDS, { split: 'kind' }],
  };
  for (const [name, [result, attributes]] of Object.entries(FORMS)) {
    it(`is accessible: ${name}`, async () => {
      const chart = await fixture<LetzChart>(html`<letz-chart style="width: 600px" locale="en"></letz-chart>`);
      Object.assign(chart, attributes, { result });
      await until(() =>
        attributes.split ? chart.shadowRoot!.querySelector('letz-chart') : canvas(chart) && table(chart),
      );
      await expect(chart).to.be.accessible();
      chart.asTable = true;
      await chart.updateComplete;
      await expect(chart).to.be.accessible();
    });
  }
});

describe('letz-chart split', () => {
  const many = (count: number) =>
    resultOf(
      [column('day', 'date'), column('kind', 'text'), column('n', 'integer', { role: 'count' })],
      Array.from({ length: count }, (_, index) => index).flatMap((index) => [
        ['2026-01-01', `kind ${index}`, index],
        [index ? '2026-01-02' : '2026-01-09', `kind ${index}`, 2 * index],
      ]),
    );

  async function split(result: Result): Promise<{ chart: LetzChart; charts: LetzChart[] }> {
    const chart = await fixture<LetzChart>(
      html`<letz-chart style="width: 700px" split="kind" locale="en"></letz-chart>`,
    );
    chart.result = result;
    const all = () => [...chart.shadowRoot!.querySelectorAll('letz-chart')];
    await until(() => all().length && all().every((each) => canvas(each) && table(each)));
    return { chart, charts: all() };
  }

  it('draws a chart for each text, the largest first, with its name', async () => {
    const { chart, charts } = await split(many(3));
    expect([...chart.shadowRoot!.querySelectorAll('h3')].map(text)).to.deep.equal(['kind 2', 'kind 1', 'kind 0']);
    expect(charts.map(sentence)[0]).to.match(/^kind 2, Jan 1, 2026 – Jan 2, 2026: .*highest 4/);
  });

  it('has common axes', async () => {
    const { charts } = await split(many(3));
    const pictures = charts.map((each) => each.shadowRoot!.querySelector('.u-over')!.getBoundingClientRect().width);
    expect(new Set(pictures).size).to.equal(1);
    expect(charts.map(({ panel }) => [panel!.extent, panel!.span])).to.deep.equal(
      charts.map(() => [
        [0, 4],
        [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 9)],
      ]),
    );
  });

  it('says how many are not drawn', async () => {
    const { chart, charts } = await split(many(15));
    expect(charts).to.have.length(12);
    expect(text(chart.shadowRoot!.querySelector('p.note'))).to.equal('3 more series are not drawn');
  });

  it('selects whole rows, with the text', async () => {
    const { chart, charts } = await split(many(2));
    const selected: unknown[] = [];
    chart.addEventListener('letz-select', ({ row }) => selected.push(row));
    charts[0]!.shadowRoot!.querySelector<HTMLElement>('[role="slider"]')!.focus();
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'Enter' });
    expect(selected).to.deep.equal([{ day: '2026-01-01', n: 1, kind: 'kind 1' }]);
  });

  it('shows the tables of all, and makes one PNG', async () => {
    const { chart, charts } = await split(many(2));
    const png = await chart.toPng();
    expect(png.type).to.equal('image/png');
    chart.asTable = true;
    await until(() => charts.every(({ asTable }) => asTable));
  });

  it('says which columns are allowed', async () => {
    expect(await failureOf(many(2), { split: 'day' }))
      .to.include('split="day"')
      .and.include('Allowed: kind.');
  });
});
