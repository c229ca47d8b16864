import { expect, fixture, html } from '@open-wc/testing';
import '../../../../widgets/index.ts';
import { type Watch, watch } from '../../requests.ts';
import { origin, token, until } from '../../support.ts';

describe('round trips from element to data', () => {
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  const paths = () => seen.requests.map(({ url }) => url.pathname);

  it('is one for all widgets of a context, with its parameters and time zone', async () => {
    const context =
      await fixture(html`<letz-context gateway=${origin} token=${token} params='{"days": 30}' tz="Asia/Tokyo">
      <letz-metric query="active-users" trend="daily-active-users"></letz-metric>
      <letz-chart query="daily-active-users"></letz-chart>
      <letz-heatmap query="message-heatmap"></letz-heatmap>
      <letz-funnel query="journey-funnel"></letz-funnel>
      <letz-query-table query="user-directory" all-rows></letz-query-table>
    </letz-context>`);
    const widgets = [...context.children] as (HTMLElement & { result?: object })[];
    await until(() => widgets.every(({ result }) => result));
    expect(paths()).to.deep.equal(['/api/batch']);
  });

  it('is two with letz-params, whose defaults come from the catalogue', async () => {
    const context = await fixture(html`<letz-context gateway=${origin} token=${token}>
      <letz-params query="active-users"></letz-params>
      <letz-metric query="active-users"></letz-metric>
    </letz-context>`);
    const widgets = [...context.children] as (HTMLElement & { result?: object })[];
    await until(() => widgets.every(({ result }) => result));
    expect(paths().sort()).to.deep.equal(['/api/batch', '/api/queries']);
  });
});
