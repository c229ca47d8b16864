import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChrome } from './chrome.js';

/** Starts the browser of the tests. Closing it closes its pages. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await findChrome()), headless: true });
}

export interface Watched {
  page: Page;
  /** Faults of the page so far: console messages, errors, requests that failed or were refused. */
  faults: string[];
}

/** A page in a context of its own. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText;
    // Chromium reports a streamed body that a reader has read to its end as aborted, and a batch under way when the test
    // leaves the page. A batch broken off is a state `error`.
    if (error === 'net::ERR_ABORTED' && request.url().endsWith('/api/batch')) return;
    faults.push(`${request.url()} ${error}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults };
}

/** Waits until every widget of the page is loaded, empty or failed, and no request is pending. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const busy = (root: Document | ShadowRoot): boolean =>
      [...root.querySelectorAll('*')].some((element) => {
        const letz = element.localName.startsWith('letz-');
        if (letz && (element.matches(':not(:defined)') || element.matches(':state(loading)'))) return true;
        const inside = element.shadowRoot;
        return inside !== null && (inside.querySelector('[aria-busy="true"]') !== null || busy(inside));
      });
    return !busy(document);
  });
}

/** Violations found by axe, one line each: rule and element. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}
