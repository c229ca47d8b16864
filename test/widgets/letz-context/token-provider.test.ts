import { expect, fixture, html } from '@open-wc/testing';
import type { LetzContext } from '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-context/letz-context.ts';
import type { LetzMetric } from '../../../widgets/letz-metric/letz-metric.ts';
import '../../../widgets/letz-metric/letz-metric.ts';
import { type Watch, watch } from '../requests.ts';
import { next, origin, said, token, until } from '../support.ts';

const METRICS = '<letz-metric query="total-users"></letz-metric><letz-metric query="active-users"></letz-metric>';

/** A context with a token provider. */
async function withProvider(
  tokenProvider: LetzContext['tokenProvider'],
  content = METRICS,
): Promise<{ context: LetzContext; metrics: LetzMetric[] }> {
  const context = document.createElement('letz-context');
  Object.assign(context, { gateway: origin, locale: 'en', tokenProvider });
  context.innerHTML = content;
  await fixture(html`${context}`);
  return { context, metrics: [...context.querySelectorAll('letz-metric')] };
}

const banner = (context: LetzContext) => said(context, '[part="problem"]');

describe('tokenProvider', () => {
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  it('is called once before the first request, and widgets are loading meanwhile', async () => {
    let resolve = (_token: string) => {};
    let calls = 0;
    const { metrics } = await withProvider(() => {
      calls++;
      return new Promise((settle) => {
        resolve = settle;
      });
    });
    await until(() => calls);
    expect(metrics.every((metric) => metric.matches(':state(loading)'))).to.equal(true);
    expect(seen.requests).to.have.length(0);
    resolve(token);
    await until(() => metrics.every(({ result }) => result));
    expect(calls).to.equal(1);
    expect(seen.batches).to.have.length(1);
    expect(new Headers(seen.requests[0]?.init.headers).get('Authorization')).to.equal(`Bearer ${token}`);
  });

  for (const [title, provider] of [
    ['returns undefined', async () => undefined],
    ['returns null', async () => null],
    ['returns an empty string', async () => ''],
    ['returns the page of a login form', async () => '<!doctype html><title>Sign in</title>'],
    [
      'rejects',
      async () => {
        throw new Error('401');
      },
    ],
  ] as const) {
    it(`means that the user is signed out if it ${title}`, async () => {
      const expired = next(document, 'letz-token-expired');
      const { context, metrics } = await withProvider(provider);
      await expired;
      await until(() => banner(context));
      expect(banner(context)).to.match(/^Sign in to see this data/);
      expect(context.shadowRoot?.querySelectorAll('[role="alert"]')).to.have.length(1);
      for (const metric of metrics) {
        expect(metric.matches(':state(expired)')).to.equal(true);
        expect(metric.shadowRoot?.querySelector('[role="alert"]')).to.equal(null);
      }
      expect(seen.requests).to.have.length(0);
      await expect(context).to.be.accessible();
    });
  }

  it('is called again by "Try again"', async () => {
    let answer: string | undefined;
    const { context, metrics } = await withProvider(async () => answer);
    await until(() => banner(context));
    answer = token;
    context.shadowRoot?.querySelector<HTMLElement>('[part="problem"] button')?.click();
    await until(() => metrics.every(({ result }) => result));
    await until(() => !banner(context));
  });

  it('is given up after 30 seconds, and its token is taken if it comes later', async () => {
    const real = window.setTimeout;
    const timeouts: (() => void)[] = [];
    window.setTimeout = ((callback: () => void, ms?: number) =>
      ms === 30_000 ? timeouts.push(callback) : real(callback, ms)) as typeof window.setTimeout;
    let resolve = (_token: string) => {};
    const { metrics } = await withProvider(
      () =>
        new Promise((settle) => {
          resolve = settle;
        }),
    );
    await until(() => timeouts.length);
    window.setTimeout = real;
    for (const timeout of timeouts) timeout();
    await until(() => metrics.every((metric) => metric.matches(':state(error)')));
    const [first] = metrics;
    await first?.updateComplete;
    expect(said(first as Element, '[role="alert"]')).to.match(/^Loading took too long.*Try again$/);
    resolve(token);
    await until(() => metrics.every(({ result }) => result));
  });

  it('ends the session of widgets with personal data: they clear it', async () => {
    const answers = [token];
    const content =
      '<letz-metric query="user-directory" column="user_id"></letz-metric><letz-metric query="total-users"></letz-metric>';
    const { context, metrics } = await withProvider(async () => answers.shift(), content);
    const [personal, other] = metrics as [LetzMetric, LetzMetric];
    await until(() => personal.result && other.result);
    context.token = undefined;
    await until(() => personal.matches(':state(expired)') && other.matches(':state(expired)'));
    await personal.updateComplete;
    expect(personal.result).to.equal(undefined);
    expect(said(personal, '[part="value"]')).to.equal('');
    expect(said(other, '[part="value"]')).not.to.equal('');
  });
});

describe('a token that is not a JSON Web Token', () => {
  it('is not sent', async () => {
    const seen = watch();
    for (const wrong of ['secret', 'a.b', 'a.b.c', 'eyJhbGciOiJIUzI1NiJ9.e30.']) {
      const context = document.createElement('letz-context');
      Object.assign(context, { gateway: origin, token: wrong, locale: 'en' });
      context.innerHTML = '<letz-metric query="total-users"></letz-metric>';
      await fixture(html`${context}`);
      await until(() => banner(context));
      expect(banner(context), wrong).to.match(/^Sign in to see this data.*unauthorized/);
      context.remove();
    }
    seen.stop();
    // The last one has the form of a token.
    expect(seen.requests).to.have.length(1);
  });
});

describe('a link without a token', () => {
  it('shows to sign in, not that the query is unknown', async () => {
    const metric = document.createElement('letz-metric');
    Object.assign(metric, { gateway: origin, query: 'user-directory', locale: 'en' });
    await fixture(html`${metric}`);
    await until(() => said(metric, '[role="alert"]'));
    expect(said(metric, '[role="alert"]')).to.match(/^Sign in to see this data/);
  });
});
