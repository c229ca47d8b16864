import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { Result } from '../../../server/contract/result.ts';
import type { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import '../../../widgets/letz-chart/letz-chart.ts';
import { expiredToken } from '../sign-token.ts';
import { mounted, next, origin, token, until } from '../support.ts';

const part = (chart: Element, name: string) => chart.shadowRoot!.querySelector(`[part="${name}"]`);
const role = (chart: Element, name: string) => chart.shadowRoot!.querySelector<HTMLElement>(`[role="${name}"]`)!;
const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const canvas = (chart: Element) => chart.shadowRoot!.querySelector('canvas');
const table = (chart: Element) => chart.shadowRoot!.querySelector('table');
const button = (chart: Element, name: string) =>
  [...chart.shadowRoot!.querySelectorAll('button')].find((each) => (each.ariaLabel ?? text(each)) === name);

/** Mounts a chart and waits until picture and table are there. */
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

/** What is written on the picture: what the axes say. @param cut only what is cut off at its left or right edge */
const written = (template: ReturnType<typeof html>, cut = false): Promise<string[]> =>
  writtenBy(async () => {
    const chart = await fixture<LetzChart>(template);
    await until(() => canvas(chart) && table(chart));
    chart.remove();
  }, cut);

/** What something writes on canvases. */
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
  it('draws a query as its author would, and says in a sentence what it shows', async () => {
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

  it('has a table of all points behind the picture, and shows it when asked', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    expect(table(chart)!.tBodies[0]!.rows).to.have.length(30);
    expect([...table(chart)!.tHead!.rows[0]!.cells].map(text)).to.deep.equal(['Day', 'Users', 'Partial']);
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

  it('moves a cursor over its points by keyboard, and tells which was chosen', async () => {
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

  it('zooms by keys and by dragging, and back', async () => {
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
    it(`tells which point was clicked, and takes no drag for a click: ${type}${names}`, async () => {
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

  it('shows the values at the pointer', async () => {
    const chart = await drawn(
      html`<letz-chart gateway=${origin} query="retention" series="d1_pct,d7_pct"></letz-chart>`,
    );
    const { x, y, width, height } = part(chart, 'plot')!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await until(() => part(chart, 'tooltip'));
    expect(text(part(chart, 'tooltip'))).to.match(/^.+ \d{4} D1 % [\d.]+% D7 % [\d.]+%$/);
    const { left, right } = part(chart, 'tooltip')!.getBoundingClientRect();
    const box = chart.getBoundingClientRect();
    expect([left >= box.left, right <= box.right]).to.deep.equal([true, true]);
    await sendMouse({ type: 'move', position: [0, 0] });
    await until(() => !part(chart, 'tooltip'));
  });

  it('hides and shows series by their names', async () => {
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

  it('saves the picture with its name', async () => {
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
    it(`saves what is said beside the picture, too: ${query}`, async () => {
      const chart = await drawn(
        html`<letz-chart locale="en" label="Name" gateway=${origin} query=${query}></letz-chart>`,
      );
      const [title, subtitle, ...names] = await writtenBy(() => chart.toPng());
      expect([title, ...names]).to.deep.equal(['Name', ...legend]);
      expect(subtitle).to.match(footer);
    });
  }

  it('draws what is not over, and what is missing, as such', async () => {
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

  it('writes the name of every category, however few they are', async () => {
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

  it('writes days alone, also where there is only one', async () => {
    const days = (count: number) => Array.from({ length: count }, (_, index) => [`2026-01-0${index + 1}`, 7, false]);
    for (const type of ['bars', 'line'] as const) {
      for (const count of [1, 2, 3]) {
        const chart = html`<letz-chart .result=${daily(days(count))} type=${type} locale="en" style="width: 600px"></letz-chart>`;
        const names = Array.from({ length: count }, (_, index) => `Jan ${index + 1}`);
        expect((await written(chart)).filter((said) => !/^\d$/.test(said))).to.deep.equal(names);
      }
    }
  });

  it('writes the days at both ends in full', async () => {
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

  it('says round figures, and has all digits in its table', async () => {
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

  it('writes huge values short', async () => {
    const rows = [
      ['2026-01-01', 1, false],
      ['2026-01-02', 9e18, false],
    ];
    const said = await written(html`<letz-chart locale="en" .result=${daily(rows)}></letz-chart>`);
    expect(said.join(' ')).to.match(/\dE18/);
    expect(said.join(' ')).not.to.contain('T');
  });

  it('shows a table where there is nothing to draw', async () => {
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

  it('has one size: loading, shown, empty and failed', async () => {
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

  it('says that access has expired, in the room of the picture', async () => {
    const shown = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const expired = next(document, 'letz-token-expired');
    const chart = await mounted<LetzChart>(
      html`<letz-chart label="Users" gateway=${origin} token=${await expiredToken()} query="daily-active-users"></letz-chart>`,
    );
    expect((await expired).target).to.equal(chart);
    expect([chart.matches(':state(expired)'), chart.matches(':state(error)')]).to.deep.equal([true, false]);
    expect(text(role(chart, 'alert'))).to.match(/^The access to this data has expired Reload the page/);
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

  it('keeps its picture and cursor while it can’t be refreshed, and says how old it is', async () => {
    const chart = await drawn(
      // Wide enough for all that is said below it, in one line.
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

  it('keeps the values of many bars, and the cursor, in sight wherever they are scrolled to', async () => {
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

  it('stays within 300 px, and gives the shape the room where there is little', async () => {
    const chart = await drawn(
      html`<letz-chart gateway=${origin} query="events-by-type" style="width: 300px"></letz-chart>`,
    );
    expect(part(chart, 'base')!.scrollWidth).to.be.at.most(300);
    expect(canvas(chart)!.getBoundingClientRect().width).to.be.at.most(268);
    chart.style.width = '120px';
    await until(() => canvas(chart)!.getBoundingClientRect().width <= 88);
    expect(part(chart, 'base')!.scrollWidth).to.be.at.most(120);
  });

  it('prints dark on white, with all bars or rows and the names of its series, and no buttons', async () => {
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

  it('prints a few bars that lie as high as they are on the screen', async () => {
    const rows = [0, 1, 2, 3].map((index) => [`a category whose long name lets bars lie ${index}`, 20 + index, false]);
    const [day, ...others] = daily(rows).columns;
    const result: Result = { ...daily(rows), columns: [{ ...day!, type: 'text' }, ...others] };
    const chart = await fixture<LetzChart>(html`<letz-chart .result=${result}></letz-chart>`);
    await until(() => chart.shadowRoot!.querySelector('.lying') && table(chart));
    const height = () => Math.round(part(chart, 'plot')!.getBoundingClientRect().height);
    const seen = height();
    await emulateMedia({ media: 'print' });
    try {
      expect(height()).to.be.closeTo(seen, 1);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('begins at the right where readers do', async () => {
    const chart = await drawn(html`<letz-chart dir="rtl" gateway=${origin} query="daily-active-users"></letz-chart>`);
    role(chart, 'slider').focus();
    await sendKeys({ press: 'Home' });
    const first = part(chart, 'tooltip')!.getBoundingClientRect().left;
    await sendKeys({ press: 'ArrowLeft' });
    expect(role(chart, 'slider').ariaValueNow).to.equal('2');
    await sendKeys({ press: 'End' });
    expect(part(chart, 'tooltip')!.getBoundingClientRect().left).to.be.below(first);
  });

  it('speaks the reader’s language', async () => {
    const chart = await drawn(
      html`<letz-chart locale="pt-BR" gateway=${origin} query="daily-active-users"></letz-chart>`,
    );
    await until(() => role(chart, 'img').ariaLabel?.includes('mais recente'));
    expect(role(chart, 'img').ariaLabel).to.match(/de \d{4}: mais recente \d+/);
    expect(button(chart, 'Mostrar como tabela')).to.not.equal(undefined);
    await until(() => text(table(chart)?.caption).includes('ainda em curso'));
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible as chart and as table, and draws in its theme: ${scheme}`, async () => {
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

  it('brings no style sheet or attribute that a strict policy would refuse', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    expect(chart.shadowRoot!.querySelector('style')).to.equal(null);
    expect(document.head.querySelector('style[data-uplot], link[href*="uPlot"]')).to.equal(null);
  });

  it('draws again where it is moved to', async () => {
    const chart = await drawn(html`<letz-chart gateway=${origin} query="daily-active-users"></letz-chart>`);
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(chart);
    expect(canvas(chart)).to.equal(null);
    await until(() => canvas(chart));
    elsewhere.remove();
  });

  it('is drawn at once where it is alone, whatever never came on the page, which is not kept', async () => {
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
      await chart.updateComplete;
      expect(canvas(chart), `time ${round}`).not.to.equal(null);
      chart.remove();
    }
    await until(() => {
      gc();
      return apart.every((each) => !each.deref());
    });
  });

  it('leaves nothing behind after 500 mounts and unmounts', async () => {
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

/** Counts what is added to page and observers, less what is taken away. */
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
