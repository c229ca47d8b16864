import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { LetzHeatmap } from '../../../widgets/letz-heatmap/letz-heatmap.ts';
import '../../../widgets/letz-heatmap/letz-heatmap.ts';
import { mounted, origin, until } from '../support.ts';
import { walkGrid } from '../walk-grid.ts';

const grid = (heatmap: Element) => heatmap.shadowRoot!.querySelector<HTMLTableElement>('table[role="grid"]')!;
const part = (heatmap: Element, name: string) => heatmap.shadowRoot!.querySelector(`[part="${name}"]`);
const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const heads = (heatmap: Element) => [...grid(heatmap).tBodies[0]!.rows].map(({ cells }) => text(cells[0]));
const button = (heatmap: Element, name: string) =>
  [...heatmap.shadowRoot!.querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel === name)!;
/** The focused cell. */
const focused = (heatmap: Element) => heatmap.shadowRoot!.activeElement as HTMLTableCellElement;

const hours = (more = html``) => html`<letz-heatmap gateway=${origin} query="message-heatmap"></letz-heatmap>${more}`;

/** A time of day with signups, at any hour of the tests. */
const NOON = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;

describe('letz-heatmap', () => {
  it('is a grid of weekdays by hours, labelled with a sentence', async () => {
    const heatmap = await mounted<LetzHeatmap>(hours());
    expect(grid(heatmap).tBodies[0]!.rows).to.have.length(7);
    expect(grid(heatmap).rows[0]!.cells).to.have.length(25);
    expect(grid(heatmap).ariaLabel).to.match(
      /^When messages are sent: highest [\d,]+ \(\w+day, \d+ [AP]M\), lowest [\d,]+ \(\w+day, \d+ [AP]M\)\.$/,
    );
    expect(text(part(heatmap, 'legend'))).to.match(/^0.*not over yet$/);
    expect(text(part(heatmap, 'footer'))).to.contain('Days in UTC');
  });

  it('has a legend of round numbers', async () => {
    const columns = ['place', 'share'].map((name, index) => ({
      name,
      type: index ? ('number' as const) : ('text' as const),
      description: '',
    }));
    const result = {
      columns,
      rows: [
        ['a', 4.5],
        ['b', 0],
      ],
      rowCount: 2,
      truncated: false,
      params: {},
    };
    const heatmap = await fixture<LetzHeatmap>(
      html`<letz-heatmap locale="en" .result=${{ query: 'q', title: 'T', asOf: '', ...result }}></letz-heatmap>`,
    );
    await until(() => grid(heatmap));
    expect(text(part(heatmap, 'legend'))).to.equal('00.81.62.43.244.8');
  });

  const own = (rows: (string | number | null)[][]) => ({
    query: 'own',
    title: 'Own',
    columns: ['place', 'left', 'right'].map((name, index) => ({
      name,
      type: index ? ('integer' as const) : ('text' as const),
      description: '',
    })),
    rows,
    rowCount: rows.length,
    truncated: false,
    params: {},
    asOf: '',
  });

  it('has diverging colours for negative values, and hatches cells without a value', async () => {
    const result = own([
      ['a', -60, 0],
      ['b', null, 139],
    ]);
    const heatmap = await fixture<LetzHeatmap>(html`<letz-heatmap locale="en" .result=${result}></letz-heatmap>`);
    await until(() => grid(heatmap));
    const colors = [...grid(heatmap).tBodies[0]!.querySelectorAll('td')].map(({ className }) => className.trim());
    expect(colors).to.deep.equal(['negative-4', 'color-0', 'blank', 'color-6']);
    expect(text(part(heatmap, 'legend'))).to.equal('-150-100-50050100150 no value');
  });

  it('notes that there is no value at all', async () => {
    const heatmap = await fixture<LetzHeatmap>(
      html`<letz-heatmap locale="en" .result=${own([['a', null, null]])}></letz-heatmap>`,
    );
    await until(() => grid(heatmap));
    expect(grid(heatmap).ariaLabel).to.equal('Own: no value.');
    expect(text(part(heatmap, 'legend'))).to.equal('no value');
  });

  it('fades out rows below the edge, but not the last', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`row ${index}`, index, index]);
    const heatmap = await fixture<LetzHeatmap>(html`<letz-heatmap .result=${own(rows)}></letz-heatmap>`);
    await until(() => grid(heatmap));
    const scroller = heatmap.shadowRoot!.querySelector('.scroller')!;
    const hint = Number.parseFloat(getComputedStyle(scroller, '::after').height);
    expect(hint).to.be.above(20);
    scroller.scrollTop = scroller.scrollHeight;
    const { bottom } = grid(heatmap).rows[30]!.getBoundingClientRect();
    expect(bottom).to.be.at.most(scroller.getBoundingClientRect().bottom - hint + 2);
  });

  it('starts the week as the locale does', async () => {
    const american = await mounted<LetzHeatmap>(
      html`<letz-heatmap locale="en-US" gateway=${origin} query="message-heatmap"></letz-heatmap>`,
    );
    expect(heads(american)[0]).to.equal('Sun');
    american.locale = 'de-DE';
    await until(() => heads(american)[0] === 'Mo');
    expect(heads(american)[6]).to.equal('So');
  });

  it('marks the current hour, in the time zone of the query', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap
        gateway=${origin}
        query="message-heatmap"
        .params=${{ as_of: '2026-01-05T10:30:00', tz: 'Asia/Tokyo' }}
      ></letz-heatmap>`,
    );
    const open = [...grid(heatmap).querySelectorAll<HTMLTableCellElement>('td.open')];
    expect(open).to.have.length(1);
    expect(text(open[0]!.parentElement!.firstElementChild)).to.equal('Mon');
    expect(open[0]!.cellIndex).to.equal(20);
    expect(text(open[0])).to.match(/, not over yet$/);
  });

  it('moves over its cells by keyboard, shows a tooltip, and dispatches letz-select', async () => {
    const heatmap = await mounted<LetzHeatmap>(hours());
    const cell = (row: number, column: number) => grid(heatmap).rows[row]!.cells[column]!;
    const { row, column, value } = await walkGrid(heatmap, [
      ['ArrowDown', () => cell(2, 1)],
      ['End', () => cell(2, 24)],
    ]);
    expect([row.day_of_week, row.hour, column, value === row.messages]).to.deep.equal([1, 23, 'messages', true]);
    expect(text(part(heatmap, 'tooltip'))).to.match(/^Monday, 11 PM (not over yet )?Messages [\d,]+$/);
    await sendKeys({ press: 'Escape' });
    await until(() => !part(heatmap, 'tooltip'));
  });

  it('hatches cohorts that are too young, but not zeros', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap gateway=${origin} query="retention" .params=${{ as_of: NOON }}></letz-heatmap>`,
    );
    expect([...grid(heatmap).rows[0]!.cells].map(text)).to.deep.equal([
      '',
      'Cohort size',
      'Day 1 %',
      'Day 7 %',
      'Day 30 %',
    ]);
    const today = grid(heatmap).tBodies[0]!.rows[0]!;
    expect(text(today.cells[0])).to.match(/, not over yet$/);
    expect([...today.cells].slice(2).map((cell) => [cell.className.trim(), text(cell)])).to.deep.equal(
      Array(3).fill(['blank', 'too early to tell']),
    );
    const zero = [...grid(heatmap).querySelectorAll('td')].find((cell) => text(cell) === '0%')!;
    expect(zero.className.trim()).to.equal('color-0');
    expect(text(part(heatmap, 'legend'))).to.contain('too early to tell');
    expect(grid(heatmap).ariaLabel).to.match(
      /too early to tell for Day 1 % \(\d+\), Day 7 % \(\d+\), Day 30 % \(\d+\); .+ not over yet\.$/,
    );
  });

  it('shows the counts of a share in the tooltip', async () => {
    const heatmap = await mounted<LetzHeatmap>(html`<letz-heatmap gateway=${origin} query="retention"></letz-heatmap>`);
    const cell = [...grid(heatmap).querySelectorAll('td')].find(({ className }) => className.includes('color-3'))!;
    cell.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await heatmap.updateComplete;
    expect(text(part(heatmap, 'tooltip'))).to.match(
      /^\w+ \d+, \d+ Day \d+ % [\d.]+% \([\d.]+–[\d.]+\) Day \d+ \d+ Cohort size \d+$/,
    );
  });

  it('shows all numbers as a table on demand', async () => {
    const heatmap = await mounted<LetzHeatmap>(html`<letz-heatmap gateway=${origin} query="retention"></letz-heatmap>`);
    button(heatmap, 'Show as table').click();
    await heatmap.updateComplete;
    expect(heatmap.hasAttribute('as-table')).to.equal(true);
    expect(grid(heatmap).rows[0]!.cells).to.have.length(8);
    expect(text(grid(heatmap).caption)).to.equal(grid(heatmap).ariaLabel);
    await expect(heatmap).to.be.accessible();
    button(heatmap, 'Show as chart').click();
    await heatmap.updateComplete;
    expect(grid(heatmap).rows[0]!.cells).to.have.length(5);
  });

  it('shows onboarding by week, the last one partial', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap gateway=${origin} query="onboarding-cohorts" params='{"granularity": "week"}'></letz-heatmap>`,
    );
    expect(grid(heatmap).tBodies[0]!.querySelectorAll('th.open')).to.have.length(1);
    expect(grid(heatmap).tBodies[0]!.rows[0]!.querySelectorAll('[class^="color-"]')).to.have.length(1);
  });

  it('has the same size while loading, shown, empty and failed', async () => {
    const loading = await fixture<LetzHeatmap>(html`<letz-heatmap gateway=${origin} query="retention"></letz-heatmap>`);
    const { height } = loading.getBoundingClientRect();
    await until(() => grid(loading));
    // The legend and the footer may break lines, the rest may not move.
    expect(loading.getBoundingClientRect().height).to.equal(height);
    for (const [query, params] of [
      ['failing', {}],
      ['numbers', { rows: 0 }],
    ] as const) {
      const heatmap = await mounted<LetzHeatmap>(
        html`<letz-heatmap gateway=${origin} query=${query} .params=${params}></letz-heatmap>`,
      );
      expect(heatmap.getBoundingClientRect().height, query).to.equal(height);
      await expect(heatmap).to.be.accessible();
    }
  });

  it('fits into 300 px', async () => {
    for (const query of ['message-heatmap', 'retention']) {
      const heatmap = await mounted<LetzHeatmap>(
        html`<letz-heatmap gateway=${origin} query=${query} style="width: 300px"></letz-heatmap>`,
      );
      expect(part(heatmap, 'base')!.scrollWidth, query).to.be.at.most(300);
      const scroller = heatmap.shadowRoot!.querySelector('.scroller')!;
      expect(scroller.scrollWidth, query).to.equal(scroller.clientWidth);
    }
  });

  it('prints all rows, without buttons', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap gateway=${origin} query="retention" .params=${{ days: 30, as_of: NOON }}></letz-heatmap>`,
    );
    const last = () => grid(heatmap).rows[30]!.getBoundingClientRect().bottom;
    const end = () => part(heatmap, 'footer')!.getBoundingClientRect().top;
    expect(last()).to.be.above(end());
    await emulateMedia({ media: 'print' });
    try {
      expect(last()).to.be.at.most(end());
      expect(button(heatmap, 'Show as table').checkVisibility()).to.equal(false);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('runs from right to left in right-to-left pages', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap dir="rtl" gateway=${origin} query="message-heatmap"></letz-heatmap>`,
    );
    grid(heatmap).querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    const { left } = focused(heatmap).getBoundingClientRect();
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => focused(heatmap).cellIndex === 2);
    expect(focused(heatmap).getBoundingClientRect().left).to.be.below(left);
  });

  it('has texts in the user’s language', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap locale="es" gateway=${origin} query="retention"></letz-heatmap>`,
    );
    await until(() => grid(heatmap).ariaLabel?.includes('máximo'));
    expect(grid(heatmap).ariaLabel).to.contain('demasiado pronto para saberlo en');
  });

  it('ends the colour scale of a share at 100 %', async () => {
    const columns = [
      { name: 'place', type: 'text' as const, description: '' },
      { name: 'share', type: 'number' as const, description: '', role: 'percent' as const },
    ];
    const result = {
      ...own([]),
      columns,
      rows: [
        ['a', 97.4],
        ['b', 3],
      ],
      rowCount: 2,
    };
    const heatmap = await fixture<LetzHeatmap>(html`<letz-heatmap locale="en" .result=${result}></letz-heatmap>`);
    await until(() => grid(heatmap));
    expect(text(part(heatmap, 'legend'))).to.match(/^0%.*83\.3%100%$/);
  });

  it('notes a truncated result, and claims no extremes', async () => {
    const result = { ...own([['a', 1, 573]]), truncated: true, rowCount: 10_000 };
    const heatmap = await fixture<LetzHeatmap>(html`<letz-heatmap locale="en" .result=${result}></letz-heatmap>`);
    await until(() => grid(heatmap));
    expect(text(part(heatmap, 'truncation'))).to.equal('First 10,000 rows only');
    expect(grid(heatmap).ariaLabel).to.equal('Own: First 10,000 rows only.');
    await expect(heatmap).to.be.accessible();
  });

  it('shows a result without a matrix as an error that names its columns', async () => {
    const heatmap = await mounted<LetzHeatmap>(
      html`<letz-heatmap gateway=${origin} query="total-users"></letz-heatmap>`,
    );
    const alert = await until(() => heatmap.shadowRoot!.querySelector('[role="alert"]'));
    expect(text(alert)).to.contain('letz-heatmap: query="total-users" has no matrix. Allowed:');
    expect(heatmap.matches(':state(error)')).to.equal(true);
    await expect(heatmap).to.be.accessible();
  });

  for (const css of ['zoom: 1.5', 'transform: scale(0.6); transform-origin: 0 0']) {
    it(`places its tooltip beside the cell inside ${css}`, async () => {
      const rows = ['a', 'b', 'c', 'd', 'e'].map((name, index) => [name, index, index]);
      const box = await fixture(
        html`<div style=${css}><letz-heatmap style="width: 500px" .result=${own(rows)}></letz-heatmap></div>`,
      );
      const heatmap = box.querySelector('letz-heatmap')!;
      await until(() => grid(heatmap));
      const cell = grid(heatmap).rows[3]!.cells[1]!;
      cell.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      const tooltip = await until(() => part(heatmap, 'tooltip'));
      const [from, to] = [cell.getBoundingClientRect(), tooltip.getBoundingClientRect()];
      expect(to.left - from.right).to.be.within(0, 14);
      expect(Math.abs(to.top + to.bottom - from.top - from.bottom) / 2).to.be.below(20);
    });
  }

  for (const scheme of ['light', 'dark']) {
    it(`has colours in equal steps of lightness: ${scheme}`, async () => {
      const rows = [
        [-60, 60],
        [-40, 40],
        [-20, 20],
        [0, 0],
      ].map(([low, high], index) => [`${index}`, low!, high!]);
      const positive = [0, 1, 2, 3, 4, 5, 6].map((value) => [`${value}`, value, value]);
      for (const [cells, count] of [
        [positive, 7],
        [rows, 7],
      ] as const) {
        const heatmap = await fixture<LetzHeatmap>(
          html`<letz-heatmap theme=${scheme} .result=${own([...cells])}></letz-heatmap>`,
        );
        await until(() => grid(heatmap));
        const swatches = [...part(heatmap, 'legend')!.querySelectorAll('.scale .swatch')];
        const lightness = swatches.map((swatch) => lightnessOf(getComputedStyle(swatch).backgroundColor));
        expect(lightness).to.have.length(count);
        const middle = lightness.length === 7 && cells === rows ? 3 : 0;
        for (const side of [lightness.slice(0, middle + 1).toReversed(), lightness.slice(middle)]) {
          const steps = side.slice(1).map((value, index) => Math.abs(value - side[index]!));
          if (!steps.length) continue;
          expect(Math.min(...steps)).to.be.above(0.05);
          expect(Math.max(...steps) - Math.min(...steps), `${steps}`).to.be.below(0.012);
        }
      }
    });

    it(`is accessible: ${scheme}`, async () => {
      for (const query of ['message-heatmap', 'retention']) {
        const heatmap = await mounted<LetzHeatmap>(
          html`<letz-heatmap theme=${scheme} gateway=${origin} query=${query}></letz-heatmap>`,
        );
        await expect(heatmap).to.be.accessible();
      }
    });

    it(`has readable text on every colour: ${scheme}`, async () => {
      const heatmap = await mounted<LetzHeatmap>(
        html`<letz-heatmap theme=${scheme} gateway=${origin} query="retention" .params=${{ days: 365 }}></letz-heatmap>`,
      );
      const seen = new Set<string>();
      for (const cell of grid(heatmap).querySelectorAll('td[class*="color-"]')) {
        if (seen.has(cell.className)) continue;
        seen.add(cell.className);
        const { color, backgroundColor } = getComputedStyle(cell);
        expect(contrast(color, backgroundColor), cell.className).to.be.at.least(4.5);
      }
      expect(seen.size).to.be.at.least(6);
    });
  }
});

function contrast(one: string, other: string): number {
  const ctx = document.createElement('canvas').getContext('2d', { colorSpace: 'srgb', willReadFrequently: true })!;
  const luminance = (color: string) => {
    ctx.fillStyle = color;
    ctx.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...ctx.getImageData(0, 0, 1, 1).data].map((byte) => {
      const value = byte / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** OKLab lightness of a colour, 0 to 1. */
function lightnessOf(color: string): number {
  const ctx = document.createElement('canvas').getContext('2d', { colorSpace: 'srgb', willReadFrequently: true })!;
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...ctx.getImageData(0, 0, 1, 1).data].map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}
