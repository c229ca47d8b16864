import { expect, fixture, html } from '@open-wc/testing';
import type { LetzContext } from '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { type Watch, watch } from '../requests.ts';
import { signToken } from '../sign-token.ts';
import { origin, said, until } from '../support.ts';

const HOUR = 3_600_000;

/** Answers `/api/freshness` with newest rows of these ages, in milliseconds. */
function answerFreshness(ages: Record<string, number>): () => void {
  const real = window.fetch;
  window.fetch = async (input, init) => {
    if (!String(input).endsWith('/api/freshness')) return real(input, init);
    // Counted by `watch`, which wraps this function.
    const stamps = Object.entries(ages).map(([table, age]) => [table, new Date(Date.now() - age).toISOString()]);
    return new Response(JSON.stringify(Object.fromEntries(stamps)), { headers: { 'Letz-Contract': '2' } });
  };
  return () => {
    window.fetch = real;
  };
}

describe('letz-context last-updated', () => {
  let seen: Watch;
  let restore: () => void;

  const given = (ages: Record<string, number>) => {
    restore = answerFreshness(ages);
    seen = watch();
  };
  const freshness = () => seen.requests.filter(({ url }) => url.pathname === '/api/freshness').length;
  const line = (context: Element) => said(context, '[part="updated"]');
  /** Mounts a context with a token of its own: ages are requested once for each token. */
  const mount = async (staleAfter?: number) => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const token = await signToken({ queries: '*', exp, jti: crypto.randomUUID() });
    const context = await fixture<LetzContext>(html`
      <letz-context gateway=${origin} token=${token} refresh="300" last-updated .staleAfter=${staleAfter}>
        <letz-metric query="user-messages"></letz-metric>
        <letz-metric query="total-users"></letz-metric>
        <letz-metric query="events-by-type" params='{"as_of": "2025-01-01"}'></letz-metric>
      </letz-context>
    `);
    await until(() => line(context));
    return context;
  };
  const footer = (context: Element, query: string) =>
    said(context.querySelector(`[query="${query}"]`)!, '[part="footer"]');

  afterEach(() => {
    seen.stop();
    restore();
  });

  it('shows the time once, on a widget only if it differs, with the refresh and its period', async () => {
    given({ messages: 60_000, users: 60_000, events: 60_000 });
    const context = await mount();
    await until(() =>
      /^Last updated .+ refreshes every 5 minutes newest \w+ 1 minute ago Refresh$/.test(line(context)),
    );
    await until(() => !footer(context, 'total-users').includes('As of'));
    expect(footer(context, 'events-by-type')).to.contain('As of');
    await expect(context).to.be.accessible();
    const { batches } = seen;
    context.shadowRoot!.querySelector<HTMLElement>('[part="updated"] button')!.click();
    await until(() => seen.batches.length > batches.length);
  });

  it('requests the freshness once for all widgets', async () => {
    given({ messages: 60_000 });
    const context = await mount();
    await until(() => line(context).includes('newest message'));
    expect(freshness()).to.equal(1);
  });

  it('notes old rows on the widgets that read the table, and on no others', async () => {
    given({ messages: 7 * HOUR, users: HOUR });
    const context = await mount();
    await until(() => footer(context, 'user-messages').includes('newest message 7 hours ago'));
    expect(footer(context, 'total-users')).not.to.contain('newest');
    await expect(context.querySelector('letz-metric')!).to.be.accessible();
  });

  it('takes the threshold from stale-after; with 0 it requests nothing', async () => {
    given({ messages: 7 * HOUR, users: 3 * HOUR });
    const context = await mount(2 * 3600);
    await until(() => footer(context, 'total-users').includes('newest user 3 hours ago'));
    const before = freshness();
    const none = await mount(0);
    await until(() => !footer(none, 'total-users').includes('As of'));
    expect(freshness()).to.equal(before);
    expect(line(none)).not.to.contain('newest');
  });

  it('shows no age if the gateway refuses it', async () => {
    given({});
    const context = await mount();
    await until(() => freshness() === 1);
    expect(line(context)).not.to.contain('newest');
  });

  it('is absent without the attribute, and requests nothing', async () => {
    given({ messages: 7 * HOUR });
    const context = await fixture<LetzContext>(
      html`<letz-context gateway=${origin}><letz-metric query="total-users"></letz-metric></letz-context>`,
    );
    await until(() => footer(context, 'total-users').includes('As of'));
    expect(freshness()).to.equal(0);
    expect(line(context)).to.equal('');
  });

  it('follows the attribute', async () => {
    given({});
    const context = await mount();
    context.lastUpdated = false;
    await until(() => footer(context, 'total-users').includes('As of'));
    expect(line(context)).to.equal('');
  });
});
