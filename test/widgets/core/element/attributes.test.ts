import { expect, fixture, html } from '@open-wc/testing';
import '../../../../widgets/letz-context/letz-context.ts';
import '../../../../widgets/letz-chart/letz-chart.ts';
import '../../../../widgets/letz-metric/letz-metric.ts';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import { origin, token, until } from '../../support.ts';

describe('an attribute value without effect', () => {
  const warnings: string[] = [];
  const real = console.warn;

  beforeEach(() => {
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => {
    console.warn = real;
    warnings.length = 0;
  });

  /** The warnings that match, once there is one. */
  const warned = (pattern: RegExp) => until(() => warnings.find((text) => pattern.test(text)));

  for (const [template, warning] of [
    [html`<letz-metric theme="drak"></letz-metric>`, /<letz-metric theme>: "drak" .* light, dark, paper\./],
    [html`<letz-context theme="drk"></letz-context>`, /<letz-context theme>: "drk" .* light, dark, paper\./],
    [html`<letz-metric tz="Sao_Paulo"></letz-metric>`, /<letz-metric tz>: "Sao_Paulo" .* America\/Sao_Paulo/],
    [html`<letz-metric locale="englisch!"></letz-metric>`, /<letz-metric locale>: "englisch!" .* pt-BR/],
    [html`<letz-metric refresh="often"></letz-metric>`, /<letz-metric refresh>: "often" .* seconds/],
    [html`<letz-metric higher-is="up"></letz-metric>`, /<letz-metric higher-is>: "up" .* better, worse\./],
    [html`<letz-metric actions="no"></letz-metric>`, /<letz-metric actions>: "no" .* none\./],
    [html`<letz-query-table density="small"></letz-query-table>`, /<letz-query-table density>: "small" .* compact, /],
    [html`<letz-chart stack></letz-chart>`, /<letz-chart stack>: "" .* sum, percent\./],
  ] as const) {
    it(`is a warning that names what is allowed: ${warning.source}`, async () => {
      await fixture(template);
      await warned(warning);
    });
  }

  describe('of sets', () => {
    it('names the parameters of the queries in the context', async () => {
      await fixture(html`
        <letz-context gateway=${origin} token=${token}>
          <letz-metric query="new-signups" sets="nope"></letz-metric>
          <letz-metric query="total-users"></letz-metric>
        </letz-context>
      `);
      expect(await warned(/sets/)).to.equal('<letz-metric sets>: "nope" has no effect. Allowed: as_of, days, since.');
    });

    it('names the columns of the result', async () => {
      await fixture(html`
        <letz-context gateway=${origin} token=${token}>
          <letz-metric query="new-signups" sets="days=dys"></letz-metric>
        </letz-context>
      `);
      expect(await warned(/sets/)).to.match(/"days=dys" .* column of the result: signups, previous\./);
    });

    it('names the context that it needs', async () => {
      await fixture(html`<letz-metric gateway=${origin} token=${token} query="new-signups" sets="days"></letz-metric>`);
      expect(await warned(/sets/)).to.contain('<letz-context>');
    });

    it('is none if a query in the context has the parameter', async () => {
      const context = await fixture(html`
        <letz-context gateway=${origin} token=${token}>
          <letz-metric query="total-users" sets="days=users" theme="none"></letz-metric>
          <letz-metric query="new-signups"></letz-metric>
        </letz-context>
      `);
      await until(() => [...context.querySelectorAll('letz-metric')].every(({ result }) => result));
      await warned(/theme/);
      expect(warnings.filter((text) => text.includes('sets'))).to.be.empty;
    });
  });
});
