import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LetzChart } from '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-funnel/letz-funnel.ts';
import '../../../../widgets/letz-heatmap/letz-heatmap.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, origin, until } from '../../support.ts';

const search = () => new URLSearchParams(location.search);
const resetButton = (chart: LetzChart) =>
  [...chart.shadowRoot!.querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel === 'Reset zoom');
const cells = (table: LetzQueryTable) =>
  [...table.shadowRoot!.querySelectorAll('[part~="cell"]')]
    .map(({ textContent }) => textContent!.trim())
    .filter(Boolean);

describe('view state in the address', () => {
  const { href } = location;

  afterEach(() => history.replaceState(null, '', href));

  const table = () =>
    mounted<LetzQueryTable>(
      html`<letz-query-table gateway=${origin} query="journey-funnel" sync-url></letz-query-table>`,
    );

  it('holds sort, search and filters of a table, and restores them', async () => {
    const first = await table();
    first.sortBy({ column: 'users', descending: true }, { column: 'step' });
    first.filterBy('users', '>0');
    await until(() => search().get('journey-funnel.filter.users') === '>0');
    expect(search().get('journey-funnel.sort')).to.equal('-users,step');
    const shown = await until(() => (cells(first).length > 0 ? cells(first) : undefined));
    first.remove();
    const second = await table();
    await until(() => cells(second).join() === shown.join());
    second.filterBy('users', '');
    second.sortBy();
    await until(() => ![...search().keys()].some((name) => name.startsWith('journey-funnel.')));
  });

  it('ignores columns that are not there', async () => {
    history.replaceState(null, '', '?journey-funnel.sort=nothing,-step&journey-funnel.filter.nothing=1&other=a+b');
    const element = await table();
    await until(() => search().get('journey-funnel.sort') === '-step');
    expect(search().get('other')).to.equal('a b');
    expect(element.shadowRoot!.querySelector('[role="alert"]')).to.equal(null);
  });

  it('holds the zoom of a chart, and restores it', async () => {
    const chart = () =>
      mounted<LetzChart>(
        html`<letz-chart gateway=${origin} query="signups-by-day" params='{"as_of": "2026-11-24"}' sync-url="chart"></letz-chart>`,
      );
    const first = await chart();
    const slider = await until(() => first.shadowRoot!.querySelector<HTMLElement>('[role="slider"]'));
    slider.focus();
    await sendKeys({ press: '+' });
    const zoom = await until(() => search().get('chart.zoom'));
    expect(zoom).to.match(/^\d+\.\.\d+$/);
    first.remove();
    const second = await chart();
    const reset = await until(() => resetButton(second));
    expect(search().get('chart.zoom')).to.equal(zoom);
    reset.click();
    await until(() => !search().has('chart.zoom'));
  });

  it('holds nothing without the attribute', async () => {
    const element = await mounted<LetzQueryTable>(
      html`<letz-query-table gateway=${origin} query="journey-funnel"></letz-query-table>`,
    );
    element.sortBy({ column: 'users' });
    await element.updateComplete;
    expect(location.href).to.equal(href);
  });

  it('holds the hidden series of a chart, and restores them', async () => {
    const chart = () =>
      mounted<LetzChart>(
        html`<letz-chart gateway=${origin} query="events-by-type" series="events,users" type="bars" sync-url="chart"></letz-chart>`,
      );
    const legend = (element: LetzChart) =>
      until(() => element.shadowRoot!.querySelector<HTMLButtonElement>('[part="legend"] li:last-child > button'));
    const first = await chart();
    (await legend(first)).click();
    await until(() => search().get('chart.hidden') === 'users');
    first.remove();
    const second = await chart();
    await until(() => second.shadowRoot!.querySelector('[part="legend"] [aria-pressed="false"]'));
    (await legend(second)).click();
    await until(() => !search().has('chart.hidden'));
  });

  for (const [tag, query] of [
    ['letz-chart', 'user-segments'],
    ['letz-heatmap', 'message-heatmap'],
    ['letz-funnel', 'journey-funnel'],
  ] as const) {
    it(`holds that a ${tag} shows its table, and restores it`, async () => {
      const create = () =>
        mounted<LetzChart>(
          html`${Object.assign(document.createElement(tag), { gateway: origin, query, syncUrl: 'it' })}`,
        );
      const first = await create();
      const toggle = await until(() =>
        [...first.shadowRoot!.querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel === 'Show as table'),
      );
      toggle.click();
      await until(() => search().get('it.view') === 'table');
      first.remove();
      const second = await create();
      await until(() => second.asTable);
      expect(search().get('it.view')).to.equal('table');
    });
  }
});
