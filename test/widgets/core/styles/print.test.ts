import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-funnel/letz-funnel.ts';
import '../../../../widgets/letz-heatmap/letz-heatmap.ts';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import { origin, token, until } from '../../support.ts';

describe('a widget in print', () => {
  afterEach(() => emulateMedia({ media: 'screen' }));

  for (const [tag, query] of [
    ['letz-query-table', 'signups-by-day'],
    ['letz-heatmap', 'retention'],
    ['letz-funnel', 'journey-funnel'],
    ['letz-chart', 'signups-by-day'],
  ] as const) {
    it(`grows with its content if the page gives it a height: ${tag}`, async () => {
      const box = await fixture(html`<div></div>`);
      const widget = document.createElement(tag);
      Object.assign(widget, { gateway: origin, token, query, asTable: tag === 'letz-chart' });
      widget.style.cssText = 'height: 180px; max-height: 180px';
      box.append(widget);
      const last = () => [...widget.shadowRoot!.querySelectorAll('table')].at(-1)?.tBodies[0]?.rows;
      await until(() => last()?.length);
      await emulateMedia({ media: 'print' });
      await until(
        () =>
          (last()
            ?.item(last()!.length - 1)
            ?.getBoundingClientRect().height ?? 0) > 0,
      );
      const { bottom } = last()!
        .item(last()!.length - 1)!
        .getBoundingClientRect();
      expect(widget.getBoundingClientRect().bottom).to.be.at.least(bottom);
    });
  }
});
