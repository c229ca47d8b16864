import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-context/letz-context.ts';
import { expiredToken } from '../sign-token.ts';
import { mounted, next, origin, token, until } from '../support.ts';

const part = (chart: Element, name: string) => chart.shadowRoot!.querySelector(`[part="${name}"]`);
const role = (chart: Element, name: string) => chart.shadowRoot!.querySelector<HTMLElement>(`[role="${name}"]`)!;
const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const canvas = (chart: Element) => chart.shadowRoot!.querySelector('canvas');
const table = (chart: Element) => chart.shadowRoot!.querySelector('table');
const button = (chart: Element, name: string) =>
  [...chart.shadowRoot!.querySelectorAll('button')].find((each) => (each.ariaLabel ?? text(each)) === name);

/** Mounts a chart and waits for picture and table. */
async function drawn(template: ReturnType<typeof html>): Promise<LetzChart> {
  const chart = await mounted<LetzChart>(template);
  await until(() => canvas(chart) && table(chart));
  return chart;
}

const daily = (rows: Result['rows']): Result => ({
  query: 'own',
  title: 'Own',
  columns: [
    { name: 'day', type: 'date', description: '' },
    { name: 'users', type: 'integer', description: '' },
    { name: 'partial', type: 'boolean', description: '' },
  ],
  rows,
  rowCount: rows.length,
  truncated: false,
  params: {},
  asOf: '2026-01-05T12:00:00Z',
});

/** Result of some columns, by name and type. */
const named = (columns: Record<string, ColumnType>, rows: Result['rows']): Result => ({
  ...daily(rows),
  columns: Object.entries(columns).map(([name, type]) => ({ name, type, description: '' })),
});

/** Texts on the picture. @param cut only those cut off at its left or right edge */
const written = (template: ReturnType<typeof html>, cut = false): Promise<string[]> =>
  writtenBy(async () => {
    const chart = await fixture<LetzChart>(template);
    await until(() => canvas(chart) && table(chart));
    chart.remove();
  }, cut);

/** Texts that an action writes on canvases. */
async function writtenBy(act: () => Promise<unknown>, cut = false): Promise<string[]> {
  const said = new Set<string>();
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, ...where) {
    const { width } = this.measureText(text);
    const left = x - width * { left: 0, start: 0, center: 0.5, right: 1, end: 1 }[this.textAlign];
    if (!cut || left < 0 || left + width > this.canvas.width) said.add(text);
    fillText.call(this, text, x, ...where);
  };
  try {
    await act();
    return [...said];
  } finally {
    CanvasRenderingContext2D.prototype.fillText = fillText;
  }
}

/** The picture's pixels. */
const pixels = (chart: Element) => canvas(chart)!.toDataURL();

describe('letz-chart', () => {
  it('draws the view of the query, and describes it in a sentence', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="signups-by-day"></letz-chart>`);
    expect(chart.shadowRoot!.querySelector('.frame')!.className).to.contain('bars');
    expect(role(chart, 'img').ariaLabel).to.match(
      /^Signups by day, .+ – .+: latest \d+ \(.+\), highest \d+ \(.+\), lowest \d+ .+ is not over yet: \d+ so far\.$/,
    );
    const line = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    expect(line.shadowRoot!.querySelector('.frame')!.className).to.contain('line');
    line.type = 'area';
    await line.updateComplete;
    expect(line.shadowRoot!.querySelector('.frame')!.className).to.contain('area');
  });

  it('has a table of all points, which replaces the picture on demand', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    expect(table(chart)!.tBodies[0]!.rows).to.have.length(30);
    expect([...table(chart)!.tHead!.rows[0]!.cells].map(text)).to.deep.equal(['Day', 'Users', 'Not over yet']);
    expect(text(table(chart)!.tBodies[0]!.rows[29])).to.match(/ \d+ not over yet$/);
    expect(text(table(chart)!.caption)).to.equal(role(chart, 'img').ariaLabel);
    button(chart, 'Show as table')!.click();
    await chart.updateComplete;
    expect(chart.hasAttribute('as-table')).to.equal(true);
    expect(part(chart, 'plot')!.getBoundingClientRect().height).to.equal(0);
    expect(table(chart)!.getBoundingClientRect().height).to.be.above(100);
    await expect(chart).to.be.accessible();
    button(chart, 'Show as chart')!.click();
    await until(() => part(chart, 'plot')!.getBoundingClientRect().height > 100);
  });

  it('moves a cursor over its points by keyboard, and dispatches letz-select', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const cursor = role(chart, 'slider');
    cursor.focus();
    await sendKeys({ press: 'Home' });
    expect([cursor.ariaValueNow, cursor.ariaValueMax]).to.deep.equal(['1', '30']);
    await sendKeys({ press: 'ArrowRight' });
    expect(cursor.ariaValueNow).to.equal('2');
    expect(text(part(chart, 'tooltip'))).to.equal(`${cursor.getAttribute('aria-valuetext')!.replace(':', ' Users')}`);
    await sendKeys({ press: 'End' });
    expect(cursor.getAttribute('aria-valuetext')).to.match(/: \d+, not over yet$/);
    const chosen = next(document, 'letz-select');
    await sendKeys({ press: 'Enter' });
    const { row, column, value } = await chosen;
    expect([Object.keys(row), column, row.users === value, row.partial]).to.deep.equal([
      ['day', 'users', 'partial'],
      'users',
      true,
      true,
    ]);
    cursor.blur();
    await chart.updateComplete;
    expect(part(chart, 'tooltip')).to.equal(null);
  });

  it('zooms by keyboard and by dragging, and back', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="signups-by-day"></letz-chart>`);
    expect(button(chart, 'Reset zoom')).to.equal(undefined);
    role(chart, 'slider').focus();
    await sendKeys({ press: '+' });
    await until(() => table(chart)!.tBodies[0]!.rows.length === 45);
    await sendKeys({ press: '0' });
    await until(() => table(chart)!.tBodies[0]!.rows.length === 90);
    const { x, y, width, height } = part(chart, 'plot')!.getBoundingClientRect();
    const at = (share: number) => [Math.round(x + width * share), Math.round(y + height / 2)] as [number, number];
    await sendMouse({ type: 'move', position: at(0.4) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(0.6) });
    await sendMouse({ type: 'up' });
    await until(() => button(chart, 'Reset zoom'));
    expect(table(chart)!.tBodies[0]!.rows.length).to.be.within(10, 30);
    button(chart, 'Reset zoom')!.click();
    await until(() => table(chart)!.tBodies[0]!.rows.length === 90);
  });

  for (const [type, names] of [
    ['line', ''],
    ['area', ''],
    ['bars', ''],
    ['bars', ' of a category whose long name lets bars lie'],
  ] as const) {
    it(`selects the clicked point, but not after a drag: ${type}${names}`, async () => {
      const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => [`${name}${names}`, 20 + index]);
      const columns = [
        { name: 'kind', type: 'text' as const, description: '' },
        { name: 'users', type: 'integer' as const, description: '' },
      ];
      const result = { ...daily(rows), columns };
      const chart = await fixture<LetzChart>(
        html`<letz-chart type=${type} .result=${result} style="width: 500px"></letz-chart>`,
      );
      await until(() => canvas(chart));
      const chosen: unknown[] = [];
      chart.addEventListener('letz-select', ({ value }) => chosen.push(value));
      const { x, y, width, height } = chart.shadowRoot!.querySelector('.u-over')!.getBoundingClientRect();
      const at = (share: number): [number, number] =>
        names
          ? [Math.round(x + 20), Math.round(y + height * share)]
          : [Math.round(x + width * share), Math.round(y + height / 2)];
      // None of them is where a point is.
      for (const share of [0.22, 0.7]) {
        await sendMouse({ type: 'move', position: at(share) });
        await sendMouse({ type: 'down' });
        await sendMouse({ type: 'up' });
      }
      expect(chosen).to.deep.equal([21, 24]);
      if (names) return;
      await sendMouse({ type: 'move', position: at(0.4) });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: at(0.9) });
      await sendMouse({ type: 'up' });
      await until(() => button(chart, 'Reset zoom'));
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'up' });
      expect(chosen).to.have.length(3);
    });
  }

  it('shows a tooltip at the pointer', async () => {
    const chart = await drawn(
      html`<letz-chart gateway=${origin} query="retention" series="d1_pct,d7_pct"></letz-chart>`,
    );
    const { x, y, width, height } = part(chart, 'plot')!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await until(() => part(chart, 'tooltip'));
    expect(text(part(chart, 'tooltip'))).to.match(
      /^.+ \d{4} Day 1 % [\d.]+%( \([\d.]+–[\d.]+\))? Day 7 % [\d.]+%( \([\d.]+–[\d.]+\))?$/,
    );
    const { left, right } = part(chart, 'tooltip')!.getBoundingClientRect();
    const box = chart.getBoundingClientRect();
    expect([left >= box.left, right <= box.right]).to.deep.equal([true, true]);
    await sendMouse({ type: 'move', position: [0, 0] });
    await until(() => !part(chart, 'tooltip'));
  });

  it('hides and shows series by the legend', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="events-by-type"></letz-chart>`);
    const before = pixels(chart);
    const users = button(chart, 'Users')!;
    expect(users.ariaPressed).to.equal('true');
    users.click();
    await until(() => pixels(chart) !== before);
    expect(users.ariaPressed).to.equal('false');
    users.click();
    await until(() => pixels(chart) === before);
  });

  it('saves the picture under the name of the query', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const blob = await chart.toPng();
    const picture = await createImageBitmap(blob);
    expect(blob.type).to.equal('image/png');
    expect(picture.width).to.be.above(canvas(chart)!.width);
    const real = HTMLAnchorElement.prototype.click;
    const saved = new Promise<string>((resolve) => {
      HTMLAnchorElement.prototype.click = function click() {
        resolve(this.download);
      };
    });
    button(chart, 'Save as PNG')!.click();
    expect(await saved).to.equal('daily-active-users.png');
    HTMLAnchorElement.prototype.click = real;
  });

  for (const [query, legend, footer] of [
    ['daily-active-users', ['not over yet'], /^As of .+ · Days in UTC$/],
    ['events-by-type', ['Events', 'Users'], /^As of .+$/],
  ] as const) {
    it(`saves title, time and legend in the picture: ${query}`, async () => {
      const chart = await drawn(
        html`<letz-chart locale="en" label="Name" gateway=${origin} query=${query}></letz-chart>`,
      );
      const [title, subtitle, ...names] = await writtenBy(() => chart.toPng());
      expect([title, ...names]).to.deep.equal(['Name', ...legend]);
      expect(subtitle).to.match(footer);
    });
  }

  it('marks partial and missing points', async () => {
    const rows = (partial: boolean, gap: number | null) => [
      ['2026-01-01', 3, false],
      ['2026-01-02', 5, false],
      ['2026-01-03', gap, false],
      ['2026-01-04', 4, false],
      ['2026-01-05', 2, partial],
    ];
    const chart = await fixture<LetzChart>(html`<letz-chart .result=${daily(rows(false, 4))}></letz-chart>`);
    await until(() => canvas(chart));
    const complete = pixels(chart);
    expect(part(chart, 'legend')).to.equal(null);
    chart.result = daily(rows(true, 4));
    await until(() => pixels(chart) !== complete);
    expect(text(part(chart, 'legend'))).to.equal('not over yet');
    const open = pixels(chart);
    chart.result = daily(rows(true, null));
    await until(() => pixels(chart) !== open);
    await until(() => text(table(chart)?.tBodies[0]?.rows[2]).includes('no value'));
  });

  it('labels every category of a few', async () => {
    const columns = [
      { name: 'kind', type: 'text' as const, description: '' },
      { name: 'users', type: 'integer' as const, description: '' },
    ];
    for (const type of ['bars', 'line'] as const) {
      for (let count = 1; count <= 8; count++) {
        const names = Array.from({ length: count }, (_, index) => `${type} ${index}`);
        const result = { ...daily(names.map((name, index) => [name, index])), columns };
        const said = await written(html`<letz-chart .result=${result} type=${type}></letz-chart>`);
        expect(said).to.include.members(names);
      }
    }
  });

  it('labels days without hours, also a single one', async () => {
    const days = (count: number) => Array.from({ length: count }, (_, index) => [`2026-01-0${index + 1}`, 7, false]);
    for (const type of ['bars', 'line'] as const) {
      for (const count of [1, 2, 3]) {
        const chart = html`<letz-chart .result=${daily(days(count))} type=${type} locale="en" style="width: 600px"></letz-chart>`;
        const names = Array.from({ length: count }, (_, index) => `Jan ${index + 1}`);
        expect((await written(chart)).filter((said) => !/^\d$/.test(said))).to.deep.equal(names);
      }
    }
  });

  it('does not cut off the labels at both ends', async () => {
    // From a Monday to a Monday, of which both have a tick.
    const rows = Array.from({ length: 99 }, (_, index) => {
      const day = new Date(Date.UTC(2026, 5, 22 + index)).toISOString().slice(0, 10);
      return [day, index % 4, false];
    });
    for (const locale of ['en', 'de', 'pt', 'es']) {
      for (const dir of ['ltr', 'rtl']) {
        const chart = html`<letz-chart .result=${daily(rows)} dir=${dir} locale=${locale} style="width: 600px"></letz-chart>`;
        expect(await written(chart, true), `${locale} ${dir}`).to.deep.equal([]);
      }
    }
  });

  it('draws one point, negative and huge ones', async () => {
    for (const values of [[7], [7, null], [-5, -1], [1e300, -1e300], [0, 0]]) {
      const rows = values.map((value, index) => [`2026-01-0${index + 1}`, value, false]);
      for (const type of ['line', 'area', 'bars'] as const) {
        const chart = await fixture<LetzChart>(html`<letz-chart type=${type} .result=${daily(rows)}></letz-chart>`);
        await until(() => canvas(chart));
        chart.remove();
      }
    }
  });

  it('rounds values, but not in its table', async () => {
    const columns = [
      { name: 'day', type: 'date' as const, description: '' },
      { name: 'mean', type: 'number' as const, description: '' },
      { name: 'rate', type: 'number' as const, description: '' },
    ];
    const rows = [['2026-01-01', 117.92872648084537, 0.000123456789]];
    const chart = await fixture<LetzChart>(html`<letz-chart .result=${{ ...daily(rows), columns }}></letz-chart>`);
    await until(() => canvas(chart) && table(chart));
    expect(role(chart, 'img').ariaLabel).to.contain('latest 117.929 (').and.contain('latest 0.000123 (');
    role(chart, 'slider').focus();
    await sendKeys({ press: 'Home' });
    expect(text(part(chart, 'tooltip'))).to.equal('Jan 1, 2026 Mean 117.929 Rate 0.000123');
    expect(text(table(chart)!.tBodies[0])).to.equal('Jan 1, 2026 117.92872648084537 0.000123456789');
  });

  it('uses scientific notation for huge values', async () => {
    const rows = [
      ['2026-01-01', 1, false],
      ['2026-01-02', 9e18, false],
    ];
    const said = await written(html`<letz-chart locale="en" .result=${daily(rows)}></letz-chart>`);
    expect(said.join(' ')).to.match(/\dE18/);
    expect(said.join(' ')).not.to.contain('T');
  });

  it('shows a table if there is nothing to draw', async () => {
    const chart = await mounted<LetzChart>(
      html`<letz-chart gateway=${origin} query="slow" .params=${{ seconds: 0 }}></letz-chart>`,
    );
    expect(text(table(chart)!.tBodies[0])).to.equal('true');
    expect(role(chart, 'slider')).to.equal(null);
    await expect(chart).to.be.accessible();

    const rows = ['2026-01-01', '2026-01-02'].map((day) => [day, null, false]);
    const empty = await fixture<LetzChart>(html`<letz-chart .result=${daily(rows)}></letz-chart>`);
    await until(() => table(empty));
    expect(Array.from(table(empty)!.tBodies[0]!.rows, text)).to.deep.equal([
      'Jan 1, 2026 no value',
      'Jan 2, 2026 no value',
    ]);
    expect(role(empty, 'slider')).to.equal(null);
    expect(role(empty, 'button')).to.equal(null);
  });

  it('has the same size while loading, shown, empty and failed', async () => {
    const loading = await fixture<LetzChart>(
      html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`,
    );
    const { height } = loading.getBoundingClientRect();
    await until(() => canvas(loading));
    expect(loading.getBoundingClientRect().height).to.equal(height);
    for (const [query, params] of [
      ['failing', {}],
      ['numbers', { rows: 0 }],
    ] as const) {
      const chart = await mounted<LetzChart>(
        html`<letz-chart gateway=${origin} query=${query} .params=${params}></letz-chart>`,
      );
      expect(chart.getBoundingClientRect().height, query).to.equal(height);
      await expect(chart).to.be.accessible();
    }
  });

  it('shows that the token has expired, in the same size', async () => {
    const shown = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const expired = next(document, 'letz-token-expired');
    const chart = await mounted<LetzChart>(
      html`<letz-chart label="Users" gateway=${origin} token=${await expiredToken()} query="daily-active-users"></letz-chart>`,
    );
    expect((await expired).target).to.equal(chart);
    expect([chart.matches(':state(expired)'), chart.matches(':state(error)')]).to.deep.equal([true, false]);
    expect(text(role(chart, 'alert'))).to.match(
      /^Your access to this data has expired Sign in again or reload the page/,
    );
    expect([role(chart, 'img'), role(chart, 'slider'), button(chart, 'Save as PNG')]).to.deep.equal([
      null,
      null,
      undefined,
    ]);
    expect(chart.getBoundingClientRect().height).to.equal(shown.getBoundingClientRect().height);
    await expect(chart).to.be.accessible();
    chart.token = token;
    await until(() => canvas(chart));
    expect([chart.matches(':state(expired)'), role(chart, 'alert')]).to.deep.equal([false, null]);
  });

  it('keeps picture and cursor when a refresh fails, and shows the age of the data', async () => {
    const chart = await drawn(
      // Wide enough for the status below it in one line.
      html`<letz-chart gateway=${origin} token=${token} query="daily-active-users" style="width: 1100px"></letz-chart>`,
    );
    const before = pixels(chart);
    const { height } = chart.getBoundingClientRect();
    const failed = next(chart, 'letz-error');
    chart.token = await expiredToken();
    await failed;
    await until(() => chart.shadowRoot!.querySelector('.badge'));
    expect(chart.matches(':state(stale)')).to.equal(true);
    expect(text(chart.shadowRoot!.querySelector('.badge'))).to.match(/^Not refreshed, /);
    expect(chart.getBoundingClientRect().height).to.equal(height);
    expect(pixels(chart)).to.equal(before);
    role(chart, 'slider').focus();
    await sendKeys({ press: 'Home' });
    expect(part(chart, 'tooltip')).to.not.equal(null);
    await expect(chart).to.be.accessible();
    chart.token = token;
    await until(() => !chart.shadowRoot!.querySelector('.badge'));
    expect(chart.matches(':state(stale)')).to.equal(false);
    expect(table(chart)!.tBodies[0]!.rows).to.have.length(30);
  });

  it('keeps value axis and focus ring in view while many bars are scrolled', async () => {
    const columns = ['kind', 'users'].map((name, index) => ({
      name,
      type: index ? ('integer' as const) : ('text' as const),
      description: '',
    }));
    const rows = Array.from({ length: 40 }, (_, index) => [`kind ${index}`, 100 + index]);
    const chart = await fixture<LetzChart>(html`<letz-chart .result=${{ ...daily(rows), columns }}></letz-chart>`);
    await until(() => canvas(chart));
    const plot = part(chart, 'plot')!;
    const axis = plot.querySelector<HTMLCanvasElement>('.uplot > canvas')!;
    const blank = Object.assign(document.createElement('canvas'), { width: axis.width, height: axis.height });
    expect(axis.toDataURL()).not.to.equal(blank.toDataURL());
    await until(() => role(chart, 'slider')?.ariaOrientation === 'vertical');
    for (const top of [0, 300, plot.scrollHeight]) {
      plot.scrollTop = top;
      const { top: from, bottom: to } = plot.getBoundingClientRect();
      expect(axis.getBoundingClientRect().bottom).to.be.closeTo(to, 1);
      const ring = role(chart, 'slider').getBoundingClientRect();
      expect([ring.top - from, ring.bottom - to].map(Math.round)).to.deep.equal([0, 0]);
    }
    expect(plot.scrollHeight).to.be.closeTo(canvas(chart)!.getBoundingClientRect().height, 1);
    await expect(chart).to.be.accessible();
  });

  it('fits into 300 px, and has no axes at 120 px', async () => {
    const chart = await drawn(
      html`<letz-chart gateway=${origin} query="events-by-type" style="width: 300px"></letz-chart>`,
    );
    expect(part(chart, 'base')!.scrollWidth).to.be.at.most(300);
    expect(canvas(chart)!.getBoundingClientRect().width).to.be.at.most(268);
    chart.style.width = '120px';
    await until(() => canvas(chart)!.getBoundingClientRect().width <= 88);
    expect(part(chart, 'base')!.scrollWidth).to.be.at.most(120);
  });

  it('prints dark on white, with all bars or rows and the legend, without buttons', async () => {
    const chart = await drawn(
      html`<letz-chart theme="dark" gateway=${origin} query="message-types" series="messages"></letz-chart>`,
    );
    const dark = pixels(chart);
    const end = () => part(chart, 'footer')!.getBoundingClientRect().top;
    expect(canvas(chart)!.getBoundingClientRect().bottom).to.be.above(end());
    await emulateMedia({ media: 'print' });
    try {
      await until(() => canvas(chart) && pixels(chart) !== dark);
      expect(canvas(chart)!.getBoundingClientRect().bottom).to.be.at.most(end());
      expect(button(chart, 'Show as table')!.checkVisibility()).to.equal(false);
      chart.asTable = true;
      await chart.updateComplete;
      expect(table(chart)!.getBoundingClientRect().bottom).to.be.at.most(end());
    } finally {
      await emulateMedia({ media: 'screen' });
    }
    chart.asTable = false;
    await until(() => canvas(chart) && pixels(chart) === dark);
    const several = await drawn(html`<letz-chart gateway=${origin} query="events-by-type"></letz-chart>`);
    await emulateMedia({ media: 'print' });
    try {
      expect(button(several, 'Users')!.checkVisibility()).to.equal(true);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('prints a few horizontal bars as high as on the screen', async () => {
    const rows = [0, 1, 2, 3].map((index) => [`a category whose long name lets bars lie ${index}`, 20 + index, false]);
    const [day, ...others] = daily(rows).columns;
    const result: Result = { ...daily(rows), columns: [{ ...day!, type: 'text' }, ...others] };
    const chart = await fixture<LetzChart>(html`<letz-chart .result=${result}></letz-chart>`);
    await until(() => chart.shadowRoot!.querySelector('.horizontal') && table(chart));
    const height = () => Math.round(part(chart, 'plot')!.getBoundingClientRect().height);
    const seen = height();
    await emulateMedia({ media: 'print' });
    try {
      expect(height()).to.be.closeTo(seen, 1);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('starts at the right in right-to-left pages', async () => {
    const chart = await drawn(html`<letz-chart dir="rtl" gateway=${origin} query="daily-active-users"></letz-chart>`);
    role(chart, 'slider').focus();
    await sendKeys({ press: 'Home' });
    const first = part(chart, 'tooltip')!.getBoundingClientRect().left;
    await sendKeys({ press: 'ArrowLeft' });
    expect(role(chart, 'slider').ariaValueNow).to.equal('2');
    await sendKeys({ press: 'End' });
    expect(part(chart, 'tooltip')!.getBoundingClientRect().left).to.be.below(first);
  });

  it('has texts in the user’s language', async () => {
    const chart = await drawn(
      html`<letz-chart locale="pt-BR" gateway=${origin} query="daily-active-users"></letz-chart>`,
    );
    await until(() => role(chart, 'img').ariaLabel?.includes('mais recente'));
    expect(role(chart, 'img').ariaLabel).to.match(/de \d{4}: mais recente \d+/);
    expect(button(chart, 'Mostrar como tabela')).to.not.equal(undefined);
    await until(() => text(table(chart)?.caption).includes('ainda em curso'));
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible as picture and as table, and draws in its theme: ${scheme}`, async () => {
      const chart = await drawn(
        html`<letz-chart theme=${scheme} gateway=${origin} query="retention" series="d1_pct,d7_pct,d30_pct"></letz-chart>`,
      );
      await expect(chart).to.be.accessible();
      const before = pixels(chart);
      chart.theme = scheme === 'dark' ? 'light' : 'dark';
      await until(() => pixels(chart) !== before);
      chart.theme = scheme;
      await until(() => pixels(chart) === before);
      chart.asTable = true;
      await chart.updateComplete;
      await expect(chart).to.be.accessible();
    });
  }

  it('adds no style element, which a strict content security policy would block', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    expect(chart.shadowRoot!.querySelector('style')).to.equal(null);
    expect(document.head.querySelector('style[data-uplot], link[href*="uPlot"]')).to.equal(null);
  });

  it('draws again after it was moved', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(chart);
    expect(canvas(chart)).to.equal(null);
    await until(() => canvas(chart));
    elsewhere.remove();
  });

  it('is drawn in the frame in which it is added, and is not kept if it was never added', async () => {
    const result = daily([
      ['2026-01-01', 1, false],
      ['2026-01-02', 2, false],
    ]);
    const { gc } = globalThis as unknown as { gc: () => void };
    const make = () => Object.assign(document.createElement('letz-chart'), { result });
    await until(() => make().result);
    const apart = Array.from({ length: 9 }, () => new WeakRef(make()));
    const chart = make();
    for (let round = 0; round < 2; round++) {
      document.body.append(chart);
      // The size is reported after layout, before paint.
      await until(() => canvas(chart));
      chart.remove();
    }
    await until(() => {
      gc();
      return apart.every((each) => !each.deref());
    });
  });

  it('keeps the focus when the table is replaced by the picture, and when bars become horizontal', async () => {
    const names = Array.from({ length: 6 }, (_, index) => [`a category with a long name ${index}`, 20 + index]);
    const result = named({ kind: 'text', users: 'integer' }, names);
    const chart = await fixture<LetzChart>(
      html`<letz-chart as-table .result=${result} style="width: 500px"></letz-chart>`,
    );
    await until(() => button(chart, 'Show as chart'));
    button(chart, 'Show as chart')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => canvas(chart));
    expect(chart.shadowRoot!.activeElement?.ariaLabel).to.equal('Show as table');
    const slider = role(chart, 'slider');
    slider.focus();
    await until(() => slider.ariaOrientation === 'vertical');
    chart.style.width = '3000px';
    await until(() => slider.ariaOrientation === 'horizontal');
    expect(chart.shadowRoot!.activeElement).to.equal(slider);
  });

  it('notes a truncated result in picture, sentence and PNG, and claims no extremes', async () => {
    const rows = [1, 2, 3].map((index) => [`2026-01-0${index}`, index, false]);
    const result = { ...daily(rows), truncated: true, rowCount: 10_000 };
    const chart = await fixture<LetzChart>(html`<letz-chart locale="en" .result=${result}></letz-chart>`);
    await until(() => canvas(chart) && table(chart));
    expect(text(part(chart, 'truncation'))).to.equal('First 10,000 rows only');
    expect(role(chart, 'img').ariaLabel).to.equal('Own: First 10,000 rows only.');
    expect((await writtenBy(() => chart.toPng())).join()).to.contain('First 10,000 rows only');
    await emulateMedia({ media: 'print' });
    try {
      expect(part(chart, 'truncation')!.checkVisibility()).to.equal(true);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
    await expect(chart).to.be.accessible();
  });

  it('offers all rows of a truncated result', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    chart.result = { ...chart.result!, truncated: true };
    await until(() => button(chart, 'Download all rows (CSV)'));
    const real = HTMLAnchorElement.prototype.click;
    const saved = new Promise<string>((resolve) => {
      HTMLAnchorElement.prototype.click = function click() {
        resolve(this.download);
      };
    });
    button(chart, 'Download all rows (CSV)')!.click();
    expect(await saved).to.equal('daily-active-users.csv');
    HTMLAnchorElement.prototype.click = real;
  });

  it('draws nearly constant and huge values without freezing', async () => {
    const values: ((index: number) => number | string)[] = [
      (index) => (index % 2 ? 7 : 7.000000000000001),
      (index) => (index % 2 ? 2 : 1.9999999999999998),
      (index) => 2.70000006 + (index % 3) * 1e-13,
      (index) => String(100000000000000001n + BigInt(index)),
    ];
    for (const type of ['line', 'area', 'bars'] as const) {
      for (const value of values) {
        const rows = Array.from({ length: 9 }, (_, index) => [`2026-01-0${index + 1}`, value(index)]);
        const result = named({ day: 'date', n: 'number' }, rows);
        const chart = await fixture<LetzChart>(html`<letz-chart type=${type} .result=${result}></letz-chart>`);
        await until(() => canvas(chart));
        chart.remove();
      }
    }
    const rows = Array.from({ length: 30 }, (_, index) => [1e17 + index + 1, index]);
    const chart = await fixture<LetzChart>(
      html`<letz-chart x="x" type="line" .result=${named({ x: 'number', n: 'number' }, rows)}></letz-chart>`,
    );
    await until(() => canvas(chart));
  });

  it('labels far dates without overlap, and seconds', async () => {
    for (const day of ['9999-12-31', '20260-01-01']) {
      const rows = [...[1, 2, 3].map((index) => [`2026-01-0${index}`, 1, false]), [day, 2, false]];
      const labels = (await written(html`<letz-chart locale="en" .result=${daily(rows)}></letz-chart>`)).filter(
        (label) => /^\d{4,5}$/.test(label),
      );
      expect(labels.length, day).to.be.within(2, 14);
    }
    const rows = [0, 20, 40].map((second) => [`2026-01-01T10:00:${String(second).padStart(2, '0')}`, second]);
    const result = named({ at: 'timestamp', n: 'integer' }, rows);
    expect((await written(html`<letz-chart locale="en" .result=${result}></letz-chart>`)).join()).to.match(/10:00:30/);
  });

  it('notes an axis that doesn’t start at zero; that of counts always does', async () => {
    const rows = [115, 118, 120].map((value, index) => [`2026-01-0${index + 1}`, value]);
    const note = 'Axis does not start at 0';
    for (const [type, noted] of [
      ['integer', false],
      ['number', true],
    ] as const) {
      const result = named({ day: 'date', n: type }, rows);
      const chart = await fixture<LetzChart>(html`<letz-chart locale="en" type="line" .result=${result}></letz-chart>`);
      await until(() => canvas(chart));
      expect(text(part(chart, 'legend')).includes(note), type).to.equal(noted);
      expect((await writtenBy(() => chart.toPng())).includes(note), type).to.equal(noted);
    }
  });

  it('draws rows in long form as series, and selects the row of the point', async () => {
    const rows = ['2026-01-01', '2026-01-02'].flatMap((day) =>
      ['a', 'b', 'c'].map((kind, index) => [day, kind, index * 10 + 1]),
    );
    const result = named({ day: 'date', kind: 'text', n: 'integer' }, rows);
    const chart = await fixture<LetzChart>(html`<letz-chart locale="en" type="line" .result=${result}></letz-chart>`);
    await until(() => canvas(chart) && table(chart));
    expect(text(part(chart, 'legend'))).to.equal('c b a');
    expect(Array.from(table(chart)!.tBodies[0]!.rows, text)).to.deep.equal([
      'Jan 1, 2026 21 11 1',
      'Jan 2, 2026 21 11 1',
    ]);
    role(chart, 'slider').focus();
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowDown' });
    const selected = next(document, 'letz-select');
    await sendKeys({ press: 'Enter' });
    expect((await selected).row).to.deep.equal({ day: '2026-01-02', kind: 'b', n: 11 });
  });

  it('lists the values of the tooltip from the greatest to the least', async () => {
    const rows = [1, 2].map((day) => [`2026-01-0${day}`, 5, 50, 20]);
    const result = named({ day: 'date', a: 'integer', b: 'integer', c: 'integer' }, rows);
    const chart = await fixture<LetzChart>(html`<letz-chart locale="en" .result=${result}></letz-chart>`);
    await until(() => canvas(chart));
    role(chart, 'slider').focus();
    await sendKeys({ press: 'Home' });
    await until(() => part(chart, 'tooltip'));
    expect(text(part(chart, 'tooltip'))).to.equal('Jan 1, 2026 B 50 C 20 A 5');
  });

  it('keeps the bar of a partial day different from the others at 320 px', async () => {
    const rows = (partial: boolean) =>
      Array.from({ length: 60 }, (_, index) => {
        const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
        return [day, 50, partial && index === 59];
      });
    const chart = await fixture<LetzChart>(
      html`<letz-chart type="bars" style="width: 320px" .result=${daily(rows(true))}></letz-chart>`,
    );
    await until(() => canvas(chart));
    const { width, height } = canvas(chart)!;
    const { data } = canvas(chart)!.getContext('2d')!.getImageData(0, 0, width, height);
    // Painted pixels of a column between value axis and end, above the labels.
    const painted = (x: number) => {
      let count = 0;
      for (let y = 0; y < height - 40; y++) if (data[4 * (y * width + x) + 3]! > 200) count++;
      return count;
    };
    const columns = Array.from({ length: width }, (_, x) => painted(x));
    const full = Math.max(...columns);
    const last = columns.findLastIndex((count) => count > full / 4);
    expect(columns[last]! / full).to.be.within(0.3, 0.8);
  });

  for (const css of [
    'zoom: 1.5',
    'zoom: 0.6',
    'transform: scale(1.4); transform-origin: 0 0',
    'transform: scale(0.5)',
  ]) {
    it(`selects the point at the pointer inside ${css}`, async () => {
      const rows = Array.from({ length: 10 }, (_, index) => [`kind ${index}`, 20 + index]);
      const box = await fixture(
        html`<div style=${css}><letz-chart style="width: 500px" .result=${named({ kind: 'text', n: 'integer' }, rows)}></letz-chart></div>`,
      );
      const chart = box.querySelector('letz-chart')!;
      await until(() => canvas(chart));
      const { x, y, width, height } = chart.shadowRoot!.querySelector('.u-over')!.getBoundingClientRect();
      const selected: unknown[] = [];
      chart.addEventListener('letz-select', ({ row }) => selected.push(row.kind));
      for (const index of [1, 5, 8]) {
        await sendMouse({
          type: 'click',
          position: [Math.round(x + (width * (index + 0.5)) / 10), Math.round(y + height / 2)],
        });
      }
      expect(selected).to.deep.equal(['kind 1', 'kind 5', 'kind 8']);
    });
  }

  for (const [attribute, value, allowed] of [
    ['series', 'signup', 'users'],
    ['x', 'nope', 'day, users, partial'],
    ['type', 'bar', 'line, area, bars, bar-list'],
  ] as const) {
    it(`shows an unknown ${attribute} as an error, until it is corrected`, async () => {
      const chart = document.createElement('letz-chart');
      chart.setAttribute(attribute, value);
      const failed = next(chart, 'letz-error');
      chart.result = daily([['2026-01-01', 1, false]]);
      (await fixture(html`<div></div>`)).append(chart);
      expect((await failed).error.message)
        .to.contain(`letz-chart: ${attribute}="${value}"`)
        .and.contain(`Allowed: ${allowed}.`);
      await until(() => role(chart, 'alert'));
      expect(chart.matches(':state(error)')).to.equal(true);
      await expect(chart).to.be.accessible();
      chart.removeAttribute(attribute);
      await until(() => canvas(chart));
      expect(chart.matches(':state(error)')).to.equal(false);
    });
  }

  it('prints dark on white, with any theme of the page', async () => {
    const chart = await drawn(
      html`<letz-chart
        gateway=${origin}
        query="daily-active-users"
        style="--letz-surface: #111; --letz-text: #eee; --letz-muted: #ccc; --letz-series-1: #ffe"
      ></letz-chart>`,
    );
    await emulateMedia({ media: 'print' });
    try {
      const { color, backgroundColor } = getComputedStyle(part(chart, 'base')!);
      expect([color, backgroundColor]).to.deep.equal(['rgb(27, 28, 31)', 'rgb(255, 255, 255)']);
      const probe = () => getComputedStyle(chart.shadowRoot!.querySelector('.probe')!);
      await until(() => probe().fill === 'rgb(47, 98, 201)');
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('draws a goal, with its value in legend and sentence, within the range of the axis', async () => {
    const rows = [1, 2, 3].map((day) => [`2026-01-0${day}`, day, false]);
    const chart = await fixture<LetzChart>(html`<letz-chart locale="en" .result=${daily(rows)}></letz-chart>`);
    await until(() => canvas(chart) && table(chart));
    const without = pixels(chart);
    const labels = await writtenBy(async () => {
      chart.goal = 500;
      await until(() => pixels(chart) !== without);
    });
    expect(Math.max(...labels.map(Number).filter(Number.isFinite))).to.be.above(500);
    expect(text(part(chart, 'legend'))).to.equal('goal 500');
    expect(role(chart, 'img').ariaLabel).to.match(/; goal 500\.$/);
    expect(await writtenBy(() => chart.toPng())).to.include('goal 500');
    Object.assign(chart, { goal: undefined });
    await until(() => pixels(chart) === without);
  });

  it('moves the crosshairs of all charts of a context to the same time', async () => {
    const rows = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => [`2026-01-0${first + index}`, index, false]);
    const context = await fixture(html`<letz-context>
      <letz-chart locale="en" .result=${daily(rows(1, 9))}></letz-chart>
      <letz-chart locale="en" .result=${daily(rows(3, 5))}></letz-chart>
    </letz-context>`);
    const [first, second] = [...context.querySelectorAll('letz-chart')] as [LetzChart, LetzChart];
    await until(() => canvas(first) && canvas(second));
    const crosshair = () => second.shadowRoot!.querySelector('.u-cursor-x')!;
    const middle = () => {
      const { left, width } = second.shadowRoot!.querySelector('.u-over')!.getBoundingClientRect();
      return (crosshair().getBoundingClientRect().left - left) / width;
    };
    role(first, 'slider').focus();
    await sendKeys({ press: 'Home' });
    for (let presses = 0; presses < 4; presses++) await sendKeys({ press: 'ArrowRight' });
    expect(text(part(first, 'tooltip'))).to.contain('Jan 5, 2026');
    // January 5 is in the middle of January 3 to 7.
    expect(middle()).to.be.closeTo(0.5, 0.03);
    expect(part(second, 'tooltip')).to.equal(null);
    await sendKeys({ press: 'Home' });
    expect(crosshair().classList.contains('u-off')).to.equal(true);
  });

  it('leaves no listeners and observers after 500 mounts', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => [`2026-01-0${index}`, index, false]).slice(1);
    const data = daily(rows);
    await until(() => document.readyState === 'complete');
    const kept = watchListeners();
    const box = document.createElement('div');
    document.body.append(box);
    for (let round = 0; round < 10; round++) {
      const charts = Array.from({ length: 50 }, () =>
        Object.assign(document.createElement('letz-chart'), { result: data }),
      );
      box.append(...charts);
      await until(() => charts.every(canvas));
      box.replaceChildren();
      expect(charts.some(canvas)).to.equal(false);
    }
    box.remove();
    expect(kept()).to.deep.equal({ listeners: 0, observed: 0 });
  }).timeout(60_000);
});

/** Counts listeners and observed elements that are added and not removed. */
function watchListeners(): () => { listeners: number; observed: number } {
  let [listeners, observed] = [0, 0];
  const undo: (() => void)[] = [];
  const count = <K extends string>(target: Record<K, unknown>, name: K, tell: () => void) => {
    const real = target[name] as (...args: unknown[]) => unknown;
    target[name] = function counted(this: unknown, ...args: unknown[]) {
      tell();
      return real.apply(this, args);
    } as never;
    undo.push(() => {
      target[name] = real as never;
    });
  };
  for (const target of [window, document] as unknown as Record<string, unknown>[]) {
    count(target, 'addEventListener', () => listeners++);
    count(target, 'removeEventListener', () => listeners--);
  }
  const observers = ResizeObserver.prototype as unknown as Record<string, unknown>;
  count(observers, 'observe', () => observed++);
  count(observers, 'unobserve', () => observed--);
  return () => {
    for (const each of undo) each();
    return { listeners, observed };
  };
}
