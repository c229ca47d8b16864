import { expect, fixture, html } from '@open-wc/testing';
import '../../../widgets/index.ts';
import { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import { origin, token, until } from '../support.ts';

describe('a widget in a query runner whose code fails to load', () => {
  it('shows one error and dispatches one event', async () => {
    const prototype = LetzChart.prototype as unknown as { loadView(): Promise<unknown> | undefined };
    const { loadView } = prototype;
    prototype.loadView = () => Promise.reject(new Error('no code'));
    let events = 0;
    const count = (event: Event) => {
      if (event.composedPath()[0] instanceof LetzChart) events++;
    };
    addEventListener('letz-error', count, true);
    try {
      const runner = await fixture(
        html`<letz-query-runner gateway=${origin} .token=${token} query="events-by-type" locale="en"></letz-query-runner>`,
      );
      const chart = () => runner.shadowRoot?.querySelector('letz-chart');
      await until(() => chart()?.shadowRoot?.querySelector('[part="error"]'));
      // A further event would come with the next renders.
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
      expect(events).to.equal(1);
    } finally {
      removeEventListener('letz-error', count, true);
      prototype.loadView = loadView;
    }
  });
});
