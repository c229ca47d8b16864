import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import type { Column, ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { Formats } from '../../../widgets/core/format/formats.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { renderTrend } from '../../../widgets/letz-metric/trend.ts';
import { mounted, next, origin, token, until } from '../support.ts';

const TYPES: Record<string, ColumnType> = { day: 'date', at: 'timestamp', kind: 'text' };

/** A metric that shows data without a gateway. */
async function showing(row: Record<string, Value>, properties: Partial<LetzMetric> = {}): Promise<LetzMetric> {
  const element = document.createElement('letz-metric');
  const columns = Object.entries(row).map(([name, value]) => {
    const type: ColumnType = typeof value === 'number' ? 'number' : (TYPES[name] ?? 'integer');
    return { name, type, description: '' };
  });
  const result = resultOf(columns, Object.values(row));
  Object.assign(element, { locale: 'en', result, ...properties });
  return fixture(html`${element}`);
}

/** A result of one row. */
const resultOf = (columns: Column[], row: Value[]) => ({
  query: 'q',
  title: 'Title',
  columns,
  rows: [row],
  rowCount: 1,
  truncated: false,
  params: {},
  asOf: '',
  etag: '',
});

const part = (element: LetzMetric, name: string) => element.shadowRoot!.querySelector(`[part="${name}"]`)!;
const words = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();
const text = (element: LetzMetric, name: string) => words(part(element, name));

/** The change that a metric shows. */
async function changed(row: Record<string, Value>, properties: Partial<LetzMetric> = {}): Promise<Element> {
  const metric = await showing(row, properties);
  return until(() => part(metric, 'change').firstElementChild && part(metric, 'change'));
}

describe('letz-metric', () => {
  it('shows the value, its change and the time of the data', async () => {
    const metric = await mounted<LetzMetric>(html`<letz-metric gateway=${origin} query="active-users"></letz-metric>`);
    const [users, previous] = metric.result!.rows[0] as [number, number];
    expect(text(metric, 'label')).to.equal('Active users');
    expect(text(metric, 'value')).to.equal(users.toLocaleString('en'));
    expect(text(metric, 'change')).to.contain(`previously ${previous.toLocaleString('en')}`);
    expect(part(metric, 'footer').querySelector('time')!.dateTime).to.equal(metric.result!.asOf);
    await expect(metric).to.be.accessible();
  });

  it('marks a change as better or worse only with higher-is', async () => {
    const rising = { users: 12, previous: 10 };
    const tone = async (row: Record<string, Value>, higherIs?: string) => {
      const { className, ariaLabel } = (await changed(row, { higherIs })).firstElementChild!;
      return `${className} ${ariaLabel}`;
    };
    expect(await tone(rising)).to.equal(' +20%');
    expect(await tone(rising, 'better')).to.equal('better +20%, for the better');
    expect(await tone(rising, 'worse')).to.equal('worse +20%, for the worse');
    expect(await tone({ users: 10, previous: 10 }, 'better')).to.equal(' 0%');
    expect(words(await changed(rising))).to.equal('↑ 20% previously 10');
    expect(words(await changed({ users: 5, previous: 10 }))).to.equal('↓ 50% previously 10');
  });

  it('shows the difference if the earlier value is 0, and small changes', async () => {
    expect(words(await changed({ users: 5, previous: 0 }))).to.equal('↑ 5 previously 0');
    expect(words(await changed({ users: 2392, previous: 2391 }))).to.equal('↑ 0.04% previously 2,391');
    expect(words(await changed({ users: 1114, previous: 1000 }))).to.equal('↑ 11.4% previously 1,000');
    expect(text(await showing({ users: 5, previous: null }), 'change')).to.equal('');
  });

  it('shows the value without its trend, and why there is none', async () => {
    const metric = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="active-users" trend="daily-active-userz"></letz-metric>`,
    );
    expect(text(metric, 'value')).to.equal(metric.result!.rows[0]![0]!.toLocaleString('en'));
    await until(() => text(metric, 'body').includes('daily-active-userz'));
  });

  it('shows null as a dash, and all digits of integers', async () => {
    const none = await showing({ users: null });
    expect(text(none, 'value')).to.equal('–');
    expect(part(none, 'value').querySelector('[aria-label="no value"]')).not.to.equal(null);
    expect(text(await showing({ users: '9007199254740993' }), 'value')).to.equal('9,007,199,254,740,993');
    expect(text(await showing({ users: 'NaN' }), 'value')).to.equal('NaN');
  });

  it('shortens the value, adds the unit and formats by locale', async () => {
    const metric = await showing({ users: 1234567 }, { compact: true, unit: 'people' });
    expect(text(metric, 'value')).to.equal('1.23M people');
    expect(part(metric, 'value').querySelector('[title="1,234,567"]')).not.to.equal(null);
    expect(text(await showing({ users: 1234.5 }, { locale: 'de' }), 'value')).to.equal('1.234,5');
  });

  it('formats dates and timestamps, and stays within its box', async () => {
    const at = await showing({ at: '2026-01-05T22:11:12.123456Z' }, { tz: 'America/Sao_Paulo' });
    await until(() => text(at, 'value') === 'Jan 5, 2026, 7:11 PM');
    const day = await showing({ day: '2026-01-05' }, { locale: 'de' });
    await until(() => text(day, 'value') === '05.01.2026');
    const long = await showing({ users: '9'.repeat(60) });
    long.style.width = '200px';
    expect(part(long, 'value').scrollWidth).to.be.at.most(part(long, 'value').clientWidth);
  });

  it('shows a share in per cent and its change in percentage points', async () => {
    const share: Column = { name: 'delivered', type: 'number', description: '', role: 'percent' };
    const earlier: Column = { name: 'before', type: 'number', description: '', role: 'previous' };
    const element = await showing({}, { result: resultOf([share, earlier], [97.4, 95.1]) });
    expect(text(element, 'value')).to.equal('97.4%');
    expect(words(await changed({ sent_pct: 97.4, previous: 95.1 }))).to.equal('↑ 2.3 pp previously 95.1%');
    expect(text(element, 'change')).to.equal('↑ 2.3 pp previously 95.1%');
    expect(part(element, 'change').firstElementChild?.ariaLabel).to.equal('+2.3 pp');
  });

  it('formats the value by the role of its column', async () => {
    const show = async (column: Partial<Column>, value: Value) => {
      const whole: Column = { name: 'value', type: 'number', description: '', ...column };
      return text(await showing({}, { result: resultOf([whole], [value]) }), 'value');
    };
    expect(await show({ type: 'integer', role: 'identifier' }, 120363)).to.equal('120363');
    expect(await show({ type: 'integer', role: 'year' }, 2026)).to.equal('2026');
    expect(await show({ role: 'currency', format: 'BRL' }, 1234.5)).to.equal('R$1,234.50');
    expect(await show({ role: 'duration', format: 'min' }, 12)).to.equal('12m');
    expect(await show({ role: 'bytes' }, 1_536_000)).to.equal('1.5 MB');
  });

  it('rounds an average, and caps a change above 999 %', async () => {
    const average = await showing({ days: 5 / 3 });
    expect(text(average, 'value')).to.equal('1.67');
    expect(part(average, 'value').querySelector('[title^="1.6666666"]')).not.to.equal(null);
    expect(text(await showing({ share: 0.000123 }), 'value')).to.equal('0.00012');
    expect(words(await changed({ users: 11_000, previous: 1 }))).to.equal('↑ >999% previously 1');
    expect(words(await changed({ users: 10.99, previous: 1 }))).to.equal('↑ 999% previously 1');
  });

  it('never breaks the value, and makes it smaller if it does not fit', async () => {
    const wide = await showing({ users: 2013 });
    const narrow = await showing({ users: 1234567890 });
    wide.style.width = '400px';
    narrow.style.width = '150px';
    await new Promise(requestAnimationFrame);
    const size = (element: LetzMetric) =>
      Number.parseFloat(getComputedStyle(part(element, 'value').children[0]!).fontSize);
    expect(size(narrow)).to.be.lessThan(size(wide));
    for (const element of [wide, narrow]) {
      const [value] = part(element, 'value').children;
      expect(value!.scrollWidth).to.be.at.most(value!.clientWidth);
      expect(value!.getClientRects()).to.have.length(1);
    }
  });

  it('is not changed by text styles that the page inherits', async () => {
    const metric = await showing({ users: 1 }, { unit: 'people' });
    metric.parentElement!.style.cssText =
      'text-transform: uppercase; letter-spacing: 1em; word-spacing: 1em; text-indent: 1em; text-shadow: 0 0 1px red';
    const { textTransform, letterSpacing, wordSpacing, textIndent, textShadow } = getComputedStyle(
      part(metric, 'value'),
    );
    expect([textTransform, letterSpacing, wordSpacing, textIndent, textShadow]).to.deep.equal([
      'none',
      'normal',
      '0px',
      '0px',
      'none',
    ]);
  });

  it('states the range of the trend', async () => {
    const metric = await mounted<LetzMetric>(html`
      <letz-metric gateway=${origin} locale="en" query="active-users" trend="daily-active-users" params='{"as_of": "2026-01-05"}'>
      </letz-metric>
    `);
    await until(() => /Dec 7, 2025 – Jan 5, 2026$/.test(text(metric, 'body')) || text(metric, 'body').includes('Dec'));
    expect(text(metric, 'body')).to.match(/\w+ \d+, 2025 – \w+ \d+, 2026$/);
  });

  it('notes a truncated trend, and claims neither its maximum nor its end', async () => {
    const metric = await showing({ n: 1 });
    const days = ['2026-01-01', '2026-01-02'].map((day, index) => [day, index + 1] as Value[]);
    const columns: Column[] = [
      { name: 'day', type: 'date', description: '' },
      { name: 'n', type: 'integer', description: '' },
    ];
    const trend = { ...resultOf(columns, []), rows: days, rowCount: 2, truncated: true };
    const box = document.createElement('div');
    const draw = () => render(renderTrend(metric, trend, Formats.for('en')), box);
    draw();
    expect(words(box.querySelector('title')!)).to.equal('Title: First 2 rows only');
    expect(words(box.querySelector('.range')!)).to.equal('First 2 rows only');
    trend.truncated = false;
    draw();
    expect(words(box.querySelector('.range')!)).to.equal('Jan 1, 2026 – Jan 2, 2026');
  });

  it('names the columns if there is none of that name', async () => {
    const metric = await showing({ users: 12 }, { column: 'user' });
    const error = await until(() => metric.shadowRoot!.querySelector('[part="error"]'));
    expect(words(error)).to.contain('letz-metric: column="user" is not a column of the result. Allowed: users.');
    metric.column = 'users';
    await until(() => part(metric, 'value'));
    expect(text(metric, 'value')).to.equal('12');
  });

  it('shows another column than the first', async () => {
    expect(text(await showing({ users: 1, messages: 2 }, { column: 'messages' }), 'value')).to.equal('2');
  });

  it('draws the trend with the partial day dotted', async () => {
    const metric = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="active-users" trend="daily-active-users"></letz-metric>`,
    );
    const [closed, open] = (await until(() => part(metric, 'trend'))).querySelectorAll('path');
    expect(closed!.getAttribute('d')).to.match(/^M0 [\d.]+L/);
    expect(open!.getAttribute('d')).to.match(/^M[\d. ]+L100 [\d.]+$/);
    const title = words(part(metric, 'trend').querySelector('title')!);
    expect(title).to.match(/^Daily active users: between \d+ and \d+, days in UTC$/);
    expect(open!.namespaceURI).to.equal('http://www.w3.org/2000/svg');
    await expect(metric).to.be.accessible();
  });

  it('gives the trend the time zone, as_of and days of the value', async () => {
    const metric = await mounted<LetzMetric>(html`
      <letz-metric gateway=${origin} query="active-users" trend="daily-active-users" tz="Asia/Tokyo" params='{"days": 3, "as_of": "2026-01-05"}'>
      </letz-metric>
    `);
    const { params } = await until(() => metric.trendResult);
    expect(params).to.deep.equal({ days: 3, tz: 'Asia/Tokyo', as_of: '2026-01-05T00:00:00Z' });
    expect(text(metric, 'body')).to.include('2026');
  });

  it('shows value, change and trend of the same days where the defaults of the queries differ', async () => {
    const metric = await mounted<LetzMetric>(html`
      <letz-metric gateway=${origin} token=${token} query="new-signups" trend="signups-by-day"></letz-metric>
    `);
    const trend = await until(() => metric.trendResult);
    expect([metric.result!.params.days, trend.params.days, trend.rowCount]).to.deep.equal([7, 7, 7]);
    await metric.reload();
    expect(metric.trendResult!.params.days).to.equal(7);
  });

  it('has a trend from the start of the window', async () => {
    const metric = await mounted<LetzMetric>(html`
      <letz-metric gateway=${origin} token=${token} query="new-signups" trend="signups-by-day"
        params='{"since": "2026-01-01T00:00:00Z", "as_of": "2026-01-12T12:00:00Z"}'></letz-metric>
    `);
    const trend = await until(() => metric.trendResult);
    expect(trend.params.days).to.equal(12);
    expect(trend.rows[0]![0]).to.equal('2026-01-01');
  });

  describe('share of a total', () => {
    async function shown(values: Record<string, number>): Promise<string> {
      const columns = Object.keys(values).map((name): Column => {
        const column: Column = { name, type: 'number', description: '' };
        if (name === 'pct') return { ...column, role: 'percent', of: 'size' };
        return name === 'previous' ? { ...column, role: 'previous' } : column;
      });
      const metric = await showing({}, { result: resultOf(columns, Object.values(values)) });
      // The code of shares is loaded with the first one.
      await import('../../../widgets/letz-metric/share.ts');
      await new Promise(requestAnimationFrame);
      await metric.updateComplete;
      return text(metric, 'body');
    }

    it('has its interval, unless that is narrow', async () => {
      expect(await shown({ pct: 14.3, size: 7 })).to.include('14.3% (3–51)');
      expect(await shown({ pct: 14.3, size: 100_000 })).not.to.include('(');
    });

    it('says that a change is not clear', async () => {
      expect(await shown({ pct: 50, size: 20, previous: 40 })).to.include('no clear change previously 40');
      expect(await shown({ pct: 50, size: 2000, previous: 40 })).to.include('10 pp');
      expect(await shown({ pct: 50, size: 2000, previous: 40, previous_size: 10 })).to.include('no clear change');
    });
  });

  it('shows the latest query if requests overlap', async () => {
    const metric = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="slow" params='{"seconds": 0}'></letz-metric>`,
    );
    metric.query = 'slow';
    metric.params = { seconds: 0.5 };
    await metric.updateComplete;
    metric.query = 'total-users';
    metric.params = undefined;
    await next(metric, 'letz-load');
    expect(metric.result!.query).to.equal('total-users');
  });

  it('is garbage collected: of five hundred mounts at most ten remain', async function () {
    this.timeout(60_000);
    const { gc } = window as Window & { gc?: () => void };
    const kept: WeakRef<LetzMetric>[] = [];
    for (let count = 0; count < 500; count++) {
      const metric = document.createElement('letz-metric');
      metric.result = (await showing({ users: count })).result!;
      metric.refresh = 60;
      document.body.append(metric);
      await metric.updateComplete;
      metric.remove();
      kept.push(new WeakRef(metric));
    }
    expect(gc, 'the tests run with --js-flags=--expose-gc').not.to.equal(undefined);
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 10;
    });
  });
});
