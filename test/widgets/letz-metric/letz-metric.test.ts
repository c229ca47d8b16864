import { expect, html } from '@open-wc/testing';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { mounted, origin } from '../support.ts';

describe('letz-metric', () => {
  it('shows the figure and its change', async () => {
    const metric = await mounted<LetzMetric>(html`<letz-metric gateway=${origin} query="active-users"></letz-metric>`);
    const text = metric.shadowRoot!.querySelector('[part="base"]')!.textContent!;
    expect(text).to.match(/Active users/);
    expect(text).to.match(/previously [\d,]+/);
    await expect(metric).to.be.accessible();
  });
});
