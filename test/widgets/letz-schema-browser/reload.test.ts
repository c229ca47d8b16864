import { expect, fixture, html } from '@open-wc/testing';
import type { LetzSchemaBrowser } from '../../../widgets/letz-schema-browser/letz-schema-browser.ts';
import '../../../widgets/letz-schema-browser/letz-schema-browser.ts';
import { expiredToken } from '../sign-token.ts';
import { next, origin, token, until } from '../support.ts';

describe('letz-schema-browser that has loaded', () => {
  it('loads again with another token, and shows when it is rejected', async () => {
    const browser = await fixture<LetzSchemaBrowser>(
      html`<letz-schema-browser gateway=${origin} token=${token}></letz-schema-browser>`,
    );
    await until(() => browser.result);
    const first = browser.result;
    const refused = next(browser, 'letz-token-expired');
    browser.token = await expiredToken();
    await refused;
    browser.token = token;
    await until(() => browser.matches(':state(expired)') === false && browser.result);
    expect(browser.result!.tables).to.deep.equal(first!.tables);
  });
});
