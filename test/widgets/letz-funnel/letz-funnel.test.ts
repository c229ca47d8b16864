import { expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { LetzFunnel } from '../../../widgets/letz-funnel/letz-funnel.ts';
import '../../../widgets/letz-funnel/letz-funnel.ts';
import { mounted, next, origin, until } from '../support.ts';
import { walkGrid } from '../walk-grid.ts';

const grid = (funnel: Element) => funnel.shadowRoot!.querySelector<HTMLTableElement>('table[role="grid"]')!;
const steps = (funnel: Element) => [...grid(funnel).tBodies[0]!.rows];
const part = (funnel: Element, name: string) => funnel.shadowRoot!.querySelector(`[part="${name}"]`);
const text = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const button = (funnel: Element, name: string) =>
  [...funnel.shadowRoot!.querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel === name)!;

const journey = (theme?: string) =>
  mounted<LetzFunnel>(
    html`<letz-funnel theme=${theme ?? 'light'} gateway=${origin} query="journey-funnel"></letz-funnel>`,
  );

/** Width of a step's bar. */
const bar = (row: Element) => Number.parseFloat(getComputedStyle(row, '::after').width);

describe('letz-funnel', () => {
  it('shows each step, its share of the start and the loss before it', async () => {
    const funnel = await journey();
    expect(steps(funnel).map(({ cells }) => text(cells[0]))).to.deep.equal([
      'Signed up',
      'Onboarding completed',
      'Activity completed',
      'Experience points earned',
    ]);
    expect([...steps(funnel)[0]!.cells].map(text)).to.satisfy(
      ([, users, share, loss]: string[]) => /^[\d,]+$/.test(users!) && share === '100%' && loss === '',
    );
    expect(text(steps(funnel)[1]!.cells[3])).to.match(/^[\d,]+ lost \([\d.]+%\)$/);
    expect(grid(funnel).ariaLabel).to.match(
      /^Journey: Signed up [\d,]+; Onboarding completed [\d,]+, [\d.]+% of the start; .+; most are lost before .+: [\d,]+ \([\d.]+%\)\.$/,
    );
    expect(grid(funnel).querySelectorAll('.worst')).to.have.length(1);
  });

  it('draws bars in proportion to the counts', async () => {
    const funnel = await journey();
    const counts = steps(funnel).map(({ cells }) => Number(text(cells[1]).replaceAll(',', '')));
    const widths = steps(funnel).map(bar);
    counts.forEach((count, index) => {
      expect(widths[index]! / widths[0]!).to.be.closeTo(count / counts[0]!, 0.01);
    });
  });

  const own = (...counts: (number | string | null)[]) => ({
    query: 'own',
    title: 'Own',
    columns: [
      { name: 'step', type: 'text' as const, description: '' },
      { name: 'users', type: 'integer' as const, description: '' },
    ],
    rows: counts.map((count, index) => [`A step with a long name: number ${index + 1}`, count]),
    rowCount: counts.length,
    truncated: false,
    params: {},
    asOf: '2026-01-05T12:00:00Z',
  });

  it('draws no bar for zero, negative and unknown counts', async () => {
    const funnel = await fixture<LetzFunnel>(html`<letz-funnel .result=${own(100_000, 0, -5, null, 1)}></letz-funnel>`);
    await until(() => grid(funnel));
    const [all, ...widths] = steps(funnel).map(bar);
    expect(widths).to.deep.equal([0, 0, 0, 2]);
    expect(all).to.be.above(100);
    expect(steps(funnel).map(({ cells }) => text(cells[1]))[3]).to.equal('no value');
    expect(getComputedStyle(steps(funnel)[4]!, '::before').content).to.equal('none');
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`fits into its box with long names and numbers: ${dir}`, async () => {
      const result = own('123456789012345678901234567890123456789', '12345678901234567890123456789012345678', 7);
      for (const width of [300, 360]) {
        for (const asTable of [false, true]) {
          const funnel = await fixture<LetzFunnel>(
            html`<letz-funnel dir=${dir} .result=${result} ?as-table=${asTable} style="width: ${width}px"></letz-funnel>`,
          );
          await until(() => grid(funnel));
          const box = part(funnel, 'base')!;
          expect(box.scrollWidth, `${width} ${asTable}`).to.be.at.most(width);
        }
      }
    });
  }

  it('moves over its steps by keyboard, and dispatches letz-select', async () => {
    const funnel = await journey();
    const { row, column, value } = await walkGrid(funnel, [
      ['ArrowDown', () => steps(funnel)[1]!],
      ['End', () => steps(funnel)[3]!],
      ['ArrowDown', () => steps(funnel)[3]!],
      ['ArrowUp', () => steps(funnel)[2]!],
    ]);
    expect([row.step, column, value === row.users]).to.deep.equal(['complete_activity', 'users', true]);
  });

  it('selects the clicked step', async () => {
    const funnel = await journey();
    const chosen = next(document, 'letz-select');
    steps(funnel)[3]!.cells[0]!.click();
    expect((await chosen).row.step).to.equal('update_experience');
  });

  it('shows its numbers as a table on demand', async () => {
    const funnel = await journey();
    button(funnel, 'Show as table').click();
    await funnel.updateComplete;
    expect([...grid(funnel).tHead!.rows[0]!.cells].map(text)).to.deep.equal(['Step', 'Users', '% of the start', '']);
    expect(text(grid(funnel).caption)).to.equal(grid(funnel).ariaLabel);
    expect(getComputedStyle(steps(funnel)[0]!).display).to.equal('table-row');
    await expect(funnel).to.be.accessible();
    button(funnel, 'Show as chart').click();
    await until(() => getComputedStyle(steps(funnel)[0]!).display === 'grid');
  });

  it('has the same size while loading, shown, empty and failed', async () => {
    const loading = await fixture<LetzFunnel>(
      html`<letz-funnel gateway=${origin} query="journey-funnel"></letz-funnel>`,
    );
    const { height } = loading.getBoundingClientRect();
    await until(() => grid(loading));
    expect(loading.getBoundingClientRect().height).to.equal(height);
    for (const [query, params] of [
      ['failing', {}],
      ['numbers', { rows: 0 }],
    ] as const) {
      const funnel = await mounted<LetzFunnel>(
        html`<letz-funnel gateway=${origin} query=${query} .params=${params}></letz-funnel>`,
      );
      expect(funnel.getBoundingClientRect().height, query).to.equal(height);
      await expect(funnel).to.be.accessible();
    }
  });

  it('fits into 300 px, and grows from the right in right-to-left pages', async () => {
    const funnel = await journey();
    funnel.style.width = '300px';
    expect(part(funnel, 'base')!.scrollWidth).to.be.at.most(300);
    funnel.dir = 'rtl';
    const [name, count] = [...steps(funnel)[1]!.cells].map((cell) => cell.getBoundingClientRect().left);
    expect(count).to.be.below(name!);
  });

  it('has texts in the user’s language', async () => {
    const funnel = await mounted<LetzFunnel>(
      html`<letz-funnel locale="de" gateway=${origin} query="journey-funnel"></letz-funnel>`,
    );
    await until(() => grid(funnel).ariaLabel?.includes('vom Anfang'));
    expect(text(steps(funnel)[1]!.cells[3])).to.match(/verloren/);
  });

  it('shows a truncated result as an error, because its last steps are missing', async () => {
    const result = { ...own(9, 5), truncated: true, rowCount: 10_000 };
    const funnel = await fixture<LetzFunnel>(html`<letz-funnel locale="en" .result=${result}></letz-funnel>`);
    const alert = await until(() => funnel.shadowRoot!.querySelector('[role="alert"]'));
    expect(text(alert)).to.match(/^The last steps are missing First 10,000 rows only: /);
    expect([grid(funnel), funnel.matches(':state(error)')]).to.deep.equal([null, true]);
    await expect(funnel).to.be.accessible();
  });

  it('offers all rows of a truncated result', async () => {
    const funnel = await journey();
    funnel.result = { ...funnel.result!, truncated: true };
    await until(() => button(funnel, 'Download all rows (CSV)'));
  });

  it('shows a result without numbers as an error that names its columns', async () => {
    const result = { ...own(1), columns: [own().columns[0]!], rows: [['a']] };
    const funnel = await fixture<LetzFunnel>(html`<letz-funnel .result=${result}></letz-funnel>`);
    const alert = await until(() => funnel.shadowRoot!.querySelector('[role="alert"]'));
    expect(text(alert)).to.contain('letz-funnel: query="own" has no numbers. Allowed:').and.contain('step (text)');
  });

  for (const css of ['zoom: 1.5', 'transform: scale(0.6)']) {
    it(`selects the step at the pointer inside ${css}`, async () => {
      const box = await fixture(html`<div style=${css}><letz-funnel .result=${own(9, 5, 2)}></letz-funnel></div>`);
      const funnel = box.querySelector('letz-funnel')!;
      await until(() => grid(funnel));
      const { x, y, width, height } = steps(funnel)[1]!.getBoundingClientRect();
      const selected = next(document, 'letz-select');
      await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
      expect((await selected).value).to.equal(5);
    });
  }

  for (const scheme of ['light', 'dark']) {
    it(`is accessible: ${scheme}`, async () => {
      await expect(await journey(scheme)).to.be.accessible();
    });
  }
});
