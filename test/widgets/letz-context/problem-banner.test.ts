import { expect, fixture, html } from '@open-wc/testing';
import type { LetzContext } from '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-context/letz-context.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { origin, said, until } from '../support.ts';

const alerts = (element: Element) => [...(element.shadowRoot?.querySelectorAll('[role="alert"]') ?? [])];

/** A context with five metrics whose gateway cannot be reached until `restore()`. */
async function outage(): Promise<{ context: LetzContext; metrics: LetzMetric[]; restore(): void }> {
  const real = window.fetch;
  window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  const context = await fixture<LetzContext>(html`<letz-context gateway=${origin} locale="en">
    ${['total-users', 'active-users', 'new-signups', 'active-users', 'total-users'].map(
      (query) => html`<letz-metric query=${query}></letz-metric>`,
    )}
  </letz-context>`);
  const metrics = [...context.querySelectorAll('letz-metric')];
  await until(() => metrics.every((metric) => metric.matches(':state(error)')));
  await until(() => alerts(context).length);
  return {
    context,
    metrics,
    restore: () => {
      window.fetch = real;
    },
  };
}

describe('a problem of all widgets', () => {
  it('is one message in their context, in plain words', async () => {
    const { context, metrics, restore } = await outage();
    expect(alerts(context)).to.have.length(1);
    expect(said(context, 'strong')).to.equal('The data is not available at the moment');
    const details = context.shadowRoot?.querySelector('details');
    expect(details?.open).to.equal(false);
    expect(details?.textContent).to.contain('ALLOWED_ORIGINS');
    for (const metric of metrics) {
      expect(alerts(metric)).to.have.length(0);
      expect(said(metric, '[part="error"]')).to.equal('Not available');
    }
    await expect(context).to.be.accessible();
    restore();
  });

  it('is removed when all widgets have loaded or are removed', async () => {
    const { context, metrics, restore } = await outage();
    metrics[0]?.remove();
    restore();
    context.shadowRoot?.querySelector<HTMLElement>('[part="problem"] button')?.click();
    await until(() => metrics.slice(1).every(({ result }) => result));
    await until(() => !alerts(context).length);
  });

  it('is that of the widget alone without a context', async () => {
    const { restore } = await outage();
    const metric = await fixture<LetzMetric>(
      html`<letz-metric gateway=${origin} query="total-users" locale="en"></letz-metric>`,
    );
    await until(() => alerts(metric).length);
    expect(said(metric, '[role="alert"]')).to.match(/^The data is not available at the moment.*Try again$/);
    restore();
  });
});

describe('a problem of one query', () => {
  it('stays at its widget, with the title of the query and no button that cannot help', async () => {
    const context = await fixture<LetzContext>(html`<letz-context gateway=${origin} locale="en">
      <letz-metric query="active-users" params='{"days": 0}'></letz-metric>
    </letz-context>`);
    const metric = context.querySelector('letz-metric') as LetzMetric;
    await until(() => alerts(metric).length);
    expect(alerts(context)).to.have.length(0);
    expect(said(metric, '[role="alert"]')).to.match(
      /^This data cannot be shown with these settings.*invalid-parameter$/,
    );
  });
});
