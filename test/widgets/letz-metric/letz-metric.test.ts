import { expect, fixture, html } from '@open-wc/testing';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { mounted, next, origin, until } from '../support.ts';

const TYPES: Record<string, ColumnType> = { day: 'date', at: 'timestamp', kind: 'text' };

/** A metric that shows data without a gateway. */
async function showing(row: Record<string, Value>, properties: Partial<LetzMetric> = {}): Promise<LetzMetric> {
  const element = document.createElement('letz-metric');
  const columns = Object.entries(row).map(([name, value]) => {
    const type: ColumnType = typeof value === 'number' ? 'number' : (TYPES[name] ?? 'integer');
    return { name, type, description: '' };
  });
  const rows = [Object.values(row)];
  const result = {
    query: 'q',
    title: 'Title',
    columns,
    rows,
    rowCount: 1,
    truncated: false,
    params: {},
    asOf: '',
    etag: '',
  };
  Object.assign(element, { locale: 'en', result, ...properties });
  return fixture(html`${element}`);
}

const part = (element: LetzMetric, name: string) => element.shadowRoot!.querySelector(`[part="${name}"]`)!;
const words = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();
const text = (element: LetzMetric, name: string) => words(part(element, name));

/** What a metric says of its change, which comes after the figure. */
async function changed(row: Record<string, Value>, properties: Partial<LetzMetric> = {}): Promise<Element> {
  const metric = await showing(row, properties);
  return until(() => part(metric, 'change').firstElementChild && part(metric, 'change'));
}

describe('letz-metric', () => {
  it('asks the gateway and shows the figure, its change and its moment', async () => {
    const metric = await mounted<LetzMetric>(html`<letz-metric gateway=${origin} query="active-users"></letz-metric>`);
    const [users, previous] = metric.result!.rows[0] as [number, number];
    expect(text(metric, 'label')).to.equal('Active users');
    expect(text(metric, 'value')).to.equal(users.toLocaleString('en'));
    expect(text(metric, 'change')).to.contain(`previously ${previous.toLocaleString('en')}`);
    expect(part(metric, 'footer').querySelector('time')!.dateTime).to.equal(metric.result!.asOf);
    await expect(metric).to.be.accessible();
  });

  it('tells better from worse only when told which way is', async () => {
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

  it('gives the difference where nothing can be divided, and calls no change none', async () => {
    expect(words(await changed({ users: 5, previous: 0 }))).to.equal('↑ 5 previously 0');
    expect(words(await changed({ users: 2392, previous: 2391 }))).to.equal('↑ 0.04% previously 2,391');
    expect(words(await changed({ users: 1114, previous: 1000 }))).to.equal('↑ 11.4% previously 1,000');
    expect(text(await showing({ users: 5, previous: null }), 'change')).to.equal('');
  });

  it('shows the figure though there is no course, and says why', async () => {
    const metric = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="active-users" trend="daily-active-userz"></letz-metric>`,
    );
    expect(text(metric, 'value')).to.equal(metric.result!.rows[0]![0]!.toLocaleString('en'));
    expect(text(metric, 'body')).to.contain('daily-active-userz');
  });

  it('shows null as such, and loses no digit', async () => {
    const none = await showing({ users: null });
    expect(text(none, 'value')).to.equal('–');
    expect(part(none, 'value').querySelector('[aria-label="no value"]')).not.to.equal(null);
    expect(text(await showing({ users: '9007199254740993' }), 'value')).to.equal('9,007,199,254,740,993');
    expect(text(await showing({ users: 'NaN' }), 'value')).to.equal('NaN');
  });

  it('shortens, adds the unit and speaks the locale', async () => {
    const metric = await showing({ users: 1234567 }, { compact: true, unit: 'people' });
    expect(text(metric, 'value')).to.equal('1.23M people');
    expect(part(metric, 'value').querySelector('[title="1,234,567"]')).not.to.equal(null);
    expect(text(await showing({ users: 1234.5 }, { locale: 'de' }), 'value')).to.equal('1.234,5');
  });

  it('writes days and moments for people, and stays within its box', async () => {
    const at = await showing({ at: '2026-01-05T22:11:12.123456Z' }, { tz: 'America/Sao_Paulo' });
    await until(() => text(at, 'value') === 'Jan 5, 2026, 7:11 PM');
    const day = await showing({ day: '2026-01-05' }, { locale: 'de' });
    await until(() => text(day, 'value') === '05.01.2026');
    const long = await showing({ users: '9'.repeat(60) });
    long.style.width = '200px';
    expect(part(long, 'value').scrollWidth).to.be.at.most(part(long, 'value').clientWidth);
  });

  it('shows another column than the first', async () => {
    expect(text(await showing({ users: 1, messages: 2 }, { column: 'messages' }), 'value')).to.equal('2');
  });

  it('draws the course, the day that is not over apart', async () => {
    const metric = await mounted<LetzMetric>(
      html`<letz-metric gateway=${origin} query="active-users" trend="daily-active-users"></letz-metric>`,
    );
    const [closed, open] = part(metric, 'trend').querySelectorAll('path');
    expect(closed!.getAttribute('d')).to.match(/^M0 [\d.]+L/);
    expect(open!.getAttribute('d')).to.match(/^M[\d. ]+L100 [\d.]+$/);
    const course = words(part(metric, 'trend').querySelector('title')!);
    expect(course).to.match(/^Daily active users: between \d+ and \d+, days in UTC$/);
    expect(open!.namespaceURI).to.equal('http://www.w3.org/2000/svg');
    await expect(metric).to.be.accessible();
  });

  it('gives the course the same zone and moment, and its own window', async () => {
    const metric = await mounted<LetzMetric>(html`
      <letz-metric gateway=${origin} query="active-users" trend="daily-active-users" tz="Asia/Tokyo" params='{"days": 3, "as_of": "2026-01-05"}'>
      </letz-metric>
    `);
    const { params } = await until(() => metric.trendResult);
    expect(params).to.deep.equal({ days: 30, tz: 'Asia/Tokyo', as_of: '2026-01-05T00:00:00Z' });
  });

  it('is the widget of whoever asks last', async () => {
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

  it('lets go of everything: five hundred mounts leave no more behind than ten', async function () {
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
