// demo/admin-site: sessions, tokens by role, and widgets under a strict content security policy.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';
import { servePage } from '../support/serve-page.ts';

const SECRET = 'the secret of the admin site, long enough';

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;
let site: ChildProcess;
let origin: string;

beforeAll(async () => {
  // The site needs the gateway's address, and the gateway the site's: its port is reserved first.
  const reserved = await servePage(() => '');
  origin = reserved.origin;
  [browser, gateway] = await Promise.all([
    openBrowser(),
    serveGateway({ LETZ_SECRET: SECRET, ALLOWED_ORIGINS: origin, PUBLIC_QUERIES: '' }),
  ]);
  await reserved.close();
  const env = { PATH: process.env.PATH, LETZ_SECRET: SECRET, GATEWAY: gateway.origin, PORT: new URL(origin).port };
  site = spawn(process.execPath, ['demo/admin-site/server.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (site.stdout) await once(createInterface({ input: site.stdout }), 'line');
});
afterAll(async () => {
  site?.kill();
  await Promise.all([browser?.close(), gateway?.stop()]);
});

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a wrong password is refused, and nothing is served without a session', async () => {
  const { page } = await openPage(browser);
  await signIn(page, 'ana', 'a wrong password');
  await page.getByRole('alert').getByText('Wrong name or password.').waitFor();
  expect((await fetch(`${origin}/token`, { method: 'POST', headers: { Origin: origin } })).status).toBe(401);
  await page.context().close();
});

test.each([
  ['ana', 'an example password', 1],
  ['sam', 'another example password', 3],
])('%s sees the widgets of the role, without a fault', async (name, password, count) => {
  const { page, faults } = await openPage(browser);
  await signIn(page, name, password);
  await page.locator('letz-metric').first().waitFor();
  await settled(page);
  expect(await page.locator(':state(error), :state(expired)').count()).toBe(0);
  expect(await page.locator('letz-chart, letz-query-table').count()).toBe(count);
  expect(faults).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});

test('the token of an analyst opens no personal data', async () => {
  const { page } = await openPage(browser);
  await signIn(page, 'ana', 'an example password');
  const token = await page.evaluate(async () => (await window.fetch('/token', { method: 'POST' })).text());
  const get = async (query: string) =>
    (await fetch(`${gateway.origin}/api/queries/${query}`, { headers: { Authorization: `Bearer ${token}` } })).status;
  expect([await get('new-signups'), await get('user-directory')]).toEqual([200, 403]);
  await page.context().close();
});

test('a form of another site is refused, even with the session', async () => {
  const { page } = await openPage(browser);
  await signIn(page, 'ana', 'an example password');
  const [session] = await page.context().cookies();
  const headers = { Cookie: `${session?.name}=${session?.value}`, Origin: 'https://other.example' };
  expect((await fetch(`${origin}/token`, { method: 'POST', headers })).status).toBe(403);
  await page.context().close();
});

test('after the session has ended, the page goes to the sign-in when a widget needs a token', async () => {
  const { page } = await openPage(browser);
  await signIn(page, 'ana', 'an example password');
  await page.locator('letz-metric').first().waitFor();
  await settled(page);
  // Signed out in another tab; the page's token then expires.
  const other = await page.context().newPage();
  await other.goto(origin);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.evaluate(() => {
    const context = document.querySelector('letz-context') as (Element & { token?: string }) | null;
    if (context) context.token = 'not.a.token';
  });
  await page.waitForURL(`${origin}/sign-in`);
  await page.context().close();
});
