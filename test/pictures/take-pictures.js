import { mkdir } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { chromium } from 'playwright-core';
import { findChrome } from '../support/chrome.js';
import { serveGateway } from '../support/serve-gateway.js';

// `npm run pictures [WIDGET …|dashboard]`: the README's picture, from the dashboard, and sheets to look at in dist/pictures/: each
// widget in each state, light, dark, in the paper theme and right to left, narrow and wide; in forced colours and in print.

const FOLDER = 'dist/pictures';

/** @type {Record<string, string>} attributes with which each widget has something to show */
const WIDGETS = {
  'letz-metric': 'query="active-users" trend="daily-active-users" higher-is="better"',
  'letz-chart': 'query="daily-active-users"',
  'letz-heatmap': 'query="retention" params=\'{"days": 40}\'',
  'letz-funnel': 'query="journey-funnel"',
  'letz-query-table': 'query="activity-progress"',
  'letz-conversation': 'query="recent-messages"',
  'letz-params': 'query="message-heatmap"',
  'letz-query-runner': 'query="user-segments"',
  'letz-schema-browser': '',
};

const SECRET = 'the secret of the pictures, long enough for HS256';
const EXPIRED = await new SignJWT({ queries: '*' })
  .setProtectedHeader({ alg: 'HS256' })
  .setAudience('letz-gateway')
  .setExpirationTime('-1h')
  .sign(new TextEncoder().encode(SECRET));

/** Attributes that bring a widget into a state; `answerAs` answers the URLs below the gateway's. */
const STATES = {
  shown: '',
  loading: 'gateway="/silent"',
  stale: 'gateway="/dying"',
  empty: 'gateway="/empty"',
  error: 'gateway="/broken"',
  expired: `token="${EXPIRED}"`,
};

/** Widgets without refresh, which have no stale state. */
const NEVER_STALE = ['letz-params', 'letz-schema-browser'];

/** @type {{ name: string, colorScheme: 'light' | 'dark', dir: string, lang: string, theme?: string, media?: 'print', forcedColors?: 'active', widths: number[] }[]} */
const LOOKS = [
  { name: 'light', colorScheme: 'light', dir: 'ltr', lang: 'en', widths: [300, 1440] },
  { name: 'dark', colorScheme: 'dark', dir: 'ltr', lang: 'pt-BR', widths: [300, 1440] },
  { name: 'paper', colorScheme: 'light', dir: 'ltr', lang: 'en', theme: 'paper', widths: [300, 1440] },
  { name: 'rtl', colorScheme: 'light', dir: 'rtl', lang: 'ar', widths: [300, 1440] },
  { name: 'forced', colorScheme: 'dark', dir: 'ltr', lang: 'de', forcedColors: 'active', widths: [720] },
  { name: 'print', colorScheme: 'dark', dir: 'ltr', lang: 'en', media: 'print', widths: [720] },
];

const gateway = await serveGateway({ LETZ_SECRET: SECRET });
const browser = await chromium.launch({ ...(await findChrome()), headless: true });
try {
  await mkdir(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const [tag, attributes] of Object.entries(WIDGETS)) {
    if (wanted.length && !wanted.includes(tag)) continue;
    for (const look of LOOKS) for (const width of look.widths) await takeSheet(tag, attributes, look, width);
  }
  if (!wanted.length || wanted.includes('dashboard')) await takeDashboard();
} finally {
  await browser.close();
  await gateway.stop();
}

/**
 * Screenshot of all states of a widget, one below the other.
 * @param {string} tag
 * @param {string} attributes
 * @param {typeof LOOKS[number]} look
 * @param {number} width
 */
async function takeSheet(tag, attributes, { name, colorScheme, dir, lang, theme, media, forcedColors }, width) {
  const context = await browser.newContext({
    viewport: { width, height: 400 },
    colorScheme,
    forcedColors: forcedColors ?? 'none',
  });
  const page = await context.newPage();
  if (media) await page.emulateMedia({ media });
  const states = Object.entries(STATES).filter(([state]) => state !== 'stale' || !NEVER_STALE.includes(tag));
  const look = theme ? ` theme="${theme}"` : '';
  const sections = states.map(
    ([state, extra]) => `<p>${state}</p><${tag} id="${state}" ${attributes} ${extra}${look}></${tag}>`,
  );
  await page.route('**/sheet', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${lang}" dir="${dir}"><meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="/demo.css"><script type="module" src="/letz.js"></script>
        <body style="padding: 8px">${sections.join('')}</body></html>`,
    }),
  );
  await answerAs(page);
  await page.goto(`${gateway.origin}/sheet`);
  await page.waitForFunction((tag) => {
    const waiting = [...document.querySelectorAll(tag)].filter(({ id }) => id !== 'loading');
    return waiting.every((element) => element.matches(':defined:not(:state(loading))'));
  }, tag);
  await page.route('**/dying/**', (route) => route.abort());
  await page.evaluate(() => /** @type {any} */ (document.querySelector('#stale'))?.reload());
  // Canvases are drawn later.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  await page.screenshot({ path: `${FOLDER}/${tag}-${name}-${width}.png`, fullPage: true });
  await context.close();
}

/**
 * Routes of a gateway that never answers, of one that cannot be reached, and of two that forward the real answers:
 * unchanged, and without rows.
 * @param {import('playwright-core').Page} page
 */
async function answerAs(page) {
  const real = (/** @type {import('playwright-core').Route} */ route) => {
    const url = new URL(route.request().url());
    return route.fetch({ url: url.origin + url.pathname.replace(/^\/\w+/, '') });
  };
  await page.route('**/silent/**', () => undefined);
  await page.route('**/broken/**', (route) => route.abort());
  await page.route('**/dying/**', async (route) => route.fulfill({ response: await real(route) }));
  await page.route('**/empty/**', async (route) => {
    const response = await real(route);
    await route.fulfill({ response, json: emptied(await response.json(), route.request().url()) });
  });
}

/**
 * @param {any} answer
 * @param {string} url
 */
function emptied(answer, url) {
  if (url.endsWith('/schema')) return { tables: [] };
  if (answer.queries) return { queries: answer.queries.map((/** @type {any} */ each) => ({ ...each, params: [] })) };
  return { ...answer, results: answer.results.map((/** @type {any} */ each) => ({ ...each, rows: [], rowCount: 0 })) };
}

/** Screenshot of the dashboard's upper part for README.md. */
async function takeDashboard() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1 });
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await page.waitForFunction(() => document.querySelectorAll('letz-heatmap:not(:state(loading))').length > 0);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'demo/picture.png' });
  await page.close();
}
