import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-context/letz-context.ts';
import '../../../../widgets/letz-funnel/letz-funnel.ts';
import '../../../../widgets/letz-heatmap/letz-heatmap.ts';
import '../../../../widgets/letz-metric/letz-metric.ts';
import '../../../../widgets/letz-params/letz-params.ts';
import '../../../../widgets/letz-query-runner/letz-query-runner.ts';
import type { LetzElement } from '../../../../widgets/core/element/letz-element.ts';
import type { LetzContext } from '../../../../widgets/letz-context/letz-context.ts';
import { type Watch, watch } from '../../requests.ts';
import { mounted, origin, token, until } from '../../support.ts';

const root = (element: Element) => element.shadowRoot!;
const button = (element: Element) => root(element).querySelector<HTMLButtonElement>('[part="actions"]');
const menu = (element: Element) => root(element).querySelector<HTMLElement>('[part="menu"]:popover-open');
const items = (element: Element) => [...(menu(element)?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
const labels = (element: Element) => items(element).map(({ textContent }) => textContent!.trim());
const dialog = (element: Element) => root(element).querySelector<HTMLDialogElement>('[part="explanation"]');
const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function open(element: Element): Promise<void> {
  const target = await until(() => button(element));
  target.focus();
  await sendKeys({ press: 'Enter' });
  await until(() => items(element).some((item) => item.matches(':focus')));
}

const choose = async (element: Element, label: string) => {
  await open(element);
  items(element)
    .find((item) => text(item) === label)!
    .click();
};

const metric = (attributes = html``) =>
  mounted<LetzElement>(
    html`<letz-metric gateway=${origin} token=${token} query="active-users">${attributes}</letz-metric>`,
  );

describe('the actions menu', () => {
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  it('opens by keyboard, moves by arrow keys, and closes with the focus on its button', async () => {
    const element = await metric();
    expect(button(element)!.getAttribute('aria-expanded')).to.equal('false');
    await open(element);
    expect(button(element)!.getAttribute('aria-expanded')).to.equal('true');
    expect(labels(element).slice(0, 2)).to.deep.equal(['Why this number?', 'Refresh']);
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'ArrowDown' });
    expect(text(root(element).activeElement)).to.equal('Refresh');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    expect(root(element).activeElement).to.equal(items(element).at(-1));
    await sendKeys({ press: 'Home' });
    expect(root(element).activeElement).to.equal(items(element)[0]);
    await sendKeys({ press: 'Escape' });
    await until(() => !menu(element));
    expect(root(element).activeElement).to.equal(button(element));
    expect(button(element)!.getAttribute('aria-expanded')).to.equal('false');
    // A second time, natively.
    await open(element);
    button(element)!.click();
    await until(() => !menu(element));
  });

  it('requests nothing before it is opened, and refreshes', async () => {
    const element = await metric();
    expect(seen.requests.map(({ url }) => url.pathname)).to.deep.equal(['/api/batch']);
    await choose(element, 'Refresh');
    await until(() => seen.batches.length === 2);
  });

  it('names the period of an automatic refresh', async () => {
    const element = await mounted<LetzElement>(
      html`<letz-metric gateway=${origin} query="total-users" refresh="120"></letz-metric>`,
    );
    await open(element);
    expect(labels(element)).to.include('Refresh (every 2 minutes)');
  });

  it('has an image for a chart, and no explanation for data of the page', async () => {
    const chart = await mounted<LetzElement>(html`<letz-chart gateway=${origin} query="signups-by-day"></letz-chart>`);
    await open(chart);
    expect(labels(chart)).to.include('Copy as image');
    const given = await fixture<LetzElement>(html`<letz-metric .result=${chart.result}></letz-metric>`);
    await open(given);
    expect(labels(given)).not.to.include('Why this number?');
  });

  for (const [tag, query, part] of [
    ['letz-heatmap', 'message-heatmap', 'td.color-6'],
    ['letz-funnel', 'journey-funnel', 'tbody > tr'],
    ['letz-metric', 'active-users', '.value'],
  ] as const) {
    it(`copies an image of a ${tag}, as it is on the screen`, async () => {
      const element = await mounted<LetzElement>(
        html`${Object.assign(document.createElement(tag), { gateway: origin, token, query })}`,
      );
      const drawn = await until(() => root(element).querySelector(part));
      const pictures: Promise<Blob>[] = [];
      const { clipboard } = navigator;
      const { ClipboardItem } = window;
      Object.defineProperty(navigator, 'clipboard', { value: { write: async () => {} }, configurable: true });
      window.ClipboardItem = class {
        constructor(items: Record<string, Promise<Blob>>) {
          pictures.push(items['image/png']!);
        }
      } as never;
      await choose(element, 'Copy as image');
      await until(() => text(root(element).querySelector('[role="status"]:popover-open')) === 'Copied');
      window.ClipboardItem = ClipboardItem;
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
      const picture = await createImageBitmap(await pictures[0]!);
      const frame = root(element).querySelector('[part="base"]')!.getBoundingClientRect();
      expect(picture.width).to.equal(Math.ceil(frame.width * devicePixelRatio));
      const ctx = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      ctx.drawImage(picture, 0, 0);
      const box = drawn.getBoundingClientRect();
      const { data: pixels } = ctx.getImageData(
        (box.left - frame.left) * devicePixelRatio,
        (box.top - frame.top) * devicePixelRatio,
        Math.floor(box.width * devicePixelRatio),
        Math.floor(box.height * devicePixelRatio),
      );
      // Cells, bars and digits are dark, the card is white.
      const dark = Array.from({ length: pixels.length / 4 }, (_, at) => pixels[4 * at]!).filter((red) => red < 128);
      expect(dark.length).to.be.greaterThan(20);
      const [red, , , alpha] = ctx.getImageData(picture.width / 2, 5 * devicePixelRatio, 1, 1).data;
      expect([red, alpha]).to.deep.equal([255, 255]);
    });
  }

  it('copies a link if the address holds the parameters', async () => {
    const element = await mounted<LetzContext>(html`
      <letz-context gateway=${origin}>
        <letz-params query="active-users" sync-url></letz-params>
        <letz-metric query="active-users"></letz-metric>
      </letz-context>
    `);
    const inside = element.querySelector('letz-metric')!;
    await open(inside);
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (link: string) => void copied.push(link) },
      configurable: true,
    });
    items(inside)
      .find((item) => text(item) === 'Copy link')!
      .click();
    await until(() => text(root(inside).querySelector('[role="status"]:popover-open')) === 'Copied');
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    expect(copied).to.deep.equal([location.href]);
  });

  it('is absent with actions="none", before there is data, and from parameters and results inside a query runner', async () => {
    const none = await mounted(html`<letz-metric gateway=${origin} query="total-users" actions="none"></letz-metric>`);
    expect(button(none)).to.equal(null);
    const failed = await mounted(html`<letz-metric gateway=${origin} query="failing"></letz-metric>`);
    expect(button(failed)).to.equal(null);
    const params = await fixture(html`<letz-params gateway=${origin} query="active-users"></letz-params>`);
    await until(() => root(params).querySelector('input'));
    expect(button(params)).to.equal(null);
    const runner = await mounted(html`<letz-query-runner gateway=${origin} query="total-users"></letz-query-runner>`);
    const shown = await until(() => root(runner).querySelector('letz-metric'));
    expect(button(shown)).to.equal(null);
    await open(runner);
    expect(labels(runner)).to.include('Why this number?');
  });

  for (const [locale, label, first] of [
    ['pt-BR', 'Ações', 'Por que este número?'],
    ['es', 'Acciones', '¿Por qué este número?'],
    ['de', 'Aktionen', 'Warum diese Zahl?'],
  ] as const) {
    it(`is translated: ${locale}`, async () => {
      const element = await mounted<LetzElement>(
        html`<letz-metric gateway=${origin} query="total-users" locale=${locale}></letz-metric>`,
      );
      await until(() => button(element)?.ariaLabel === label);
      await open(element);
      await until(() => labels(element)[0] === first);
    });
  }
});

describe('the explanation', () => {
  for (const theme of ['light', 'dark']) {
    it(`shows meaning, counts, parameters, times, file and SQL, and is accessible: ${theme}`, async () => {
      const element = await mounted<LetzElement>(
        html`<letz-metric gateway=${origin} token=${token} query="active-users" theme=${theme} params='{"days": 30}'></letz-metric>`,
      );
      await choose(element, 'Why this number?');
      const shown = await until(() => dialog(element));
      await until(() => shown.getAttribute('aria-busy') === 'false' && shown.querySelector('pre'));
      expect(shown.matches(':modal')).to.equal(true);
      expect(text(shown)).to.match(/Active users People who wrote at least one message in the last days/);
      const rows = [...shown.querySelectorAll('tbody tr')].map((row) => [...row.children].map(text));
      expect(rows.map(([label]) => label)).to.deep.equal([
        'Rows of users',
        'Rows with a WhatsApp ID',
        'Messages from users in the window',
        'Those of people',
        'People who wrote them',
      ]);
      const value = String(element.result && (element.result as { rows: unknown[][] }).rows[0]![0]);
      expect(rows.at(-1)![1]!.replace(/\D/g, '')).to.equal(value);
      const terms = [...shown.querySelectorAll('dt')].map(text);
      expect(terms).to.include.members([
        'Window',
        'Days',
        'Query ran',
        'Answer loaded',
        'Newest row in messages',
        'Changed',
      ]);
      expect(text(shown.querySelector('pre'))).to.contain("'30'::integer as days");
      await expect(element).to.be.accessible();
      await sendKeys({ press: 'Escape' });
      await until(() => !shown.open);
      expect(root(element).activeElement).to.equal(button(element));
    });
  }

  it('has no SQL without the right to it, and says why it is not available', async () => {
    const element = await mounted<LetzElement>(html`<letz-metric gateway=${origin} query="total-users"></letz-metric>`);
    await choose(element, 'Why this number?');
    const shown = await until(() => dialog(element));
    await until(() => shown.querySelector('tbody'));
    expect(shown.querySelector('pre')).to.equal(null);
    shown.close();
    const real = window.fetch;
    window.fetch = async () => new Response('', { status: 500 });
    await choose(element, 'Why this number?');
    await until(() => shown.querySelector('[role="alert"]'));
    window.fetch = real;
    expect(text(shown.querySelector('[role="alert"]'))).to.match(/^The explanation is not available\./);
  });
});
