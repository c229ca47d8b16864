import { mkdir } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { chromium } from 'playwright-core';
import { findChrome } from '../support/chrome.js';
import { serveGateway } from '../support/serve-gateway.js';

// `npm run pictures [WIDGET …|dashboard]`: the README's picture, from the dashboard, and sheets to look at in dist/pictures/: each
// widget in each state, light, dark, right to left, narrow and wide, in forced colours and on paper.

const FOLDER = 'dist/pictures';

/** @type {Record<string, string>} attributes with which each widget has something to show */
const WIDGETS = {
  'letz-metric': 'query="active-users" trend="daily-active-users" higher-is="better"',
  'letz-chart': 'query="daily-active-users"',
  'letz-heatmap': 'query="retention" params=\'{"days": 40}\'',
  'letz-funnel': 'query="journey-funnel"',
  'letz-query-table': 'query="activity-progress"',
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

/** Addresses below the gateway's own that never answer, or can't be reached; and a question without an answer. */
const STATES = {
  shown: '',
  loading: 'gateway="/silent"',
  error: 'gateway="/broken"',
  expired: `token="${EXPIRED}"`,
};

const LOOKS = [
  { name: 'light-300', width: 300, colorScheme: 'light', dir: 'ltr', lang: 'en' },
  { name: 'light-1440', width: 1440, colorScheme: 'light', dir: 'ltr', lang: 'en' },
  { name: 'dark-720', width: 720, colorScheme: 'dark', dir: 'ltr', lang: 'pt-BR' },
  { name: 'rtl-720', width: 720, colorScheme: 'light', dir: 'rtl', lang: 'ar' },
  { name: 'forced-720', width: 720, colorScheme: 'dark', dir: 'ltr', lang: 'de', forcedColors: 'active' },
  { name: 'paper-720', width: 720, colorScheme: 'dark', dir: 'ltr', lang: 'en', media: 'print' },
];

const gateway = await serveGateway({ LETZ_SECRET: SECRET });
const browser = await chromium.launch({ ...(await findChrome()), headless: true });
try {
  await mkdir(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const [tag, attributes] of Object.entries(WIDGETS)) {
    if (wanted.length && !wanted.includes(tag)) continue;
    for (const look of LOOKS) await takeSheet(tag, attributes, look);
  }
  if (!wanted.length || wanted.includes('dashboard')) await takeDashboard();
} finally {
  await browser.close();
  await gateway.stop();
}

/**
 * @param {string} tag
 * @param {string} attributes
 * @param {typeof LOOKS[number]} look
 */
async function takeSheet(tag, attributes, { name, width, colorScheme, dir, lang, forcedColors, media }) {
  const context = await browser.newContext({
    viewport: { width, height: 400 },
    colorScheme: /** @type {'light'} */ (colorScheme),
    forcedColors: /** @type {'active'} */ (forcedColors ?? 'none'),
  });
  const page = await context.newPage();
  if (media) await page.emulateMedia({ media: /** @type {'print'} */ (media) });
  const sections = Object.entries(STATES).map(
    ([state, extra]) => `<p>${state}</p><${tag} ${attributes} ${extra}></${tag}>`,
  );
  if (attributes.startsWith('query=') && !attributes.includes('params=')) {
    sections.push(`<p>empty</p><${tag} ${attributes} params='{"as_of": "1970-01-01"}'></${tag}>`);
  }
  await page.route('**/sheet', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${lang}" dir="${dir}"><meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="/demo.css"><script type="module" src="/letz.js"></script>
        <body style="padding: 8px">${sections.join('')}</body></html>`,
    }),
  );
  await page.route('**/silent/**', () => undefined);
  await page.route('**/broken/**', (route) => route.abort());
  await page.goto(`${gateway.origin}/sheet`);
  await page.waitForLoadState('load');
  await page.waitForFunction((tag) => {
    const [shown] = document.querySelectorAll(tag);
    return shown?.matches(':defined:not(:state(loading))');
  }, tag);
  // Pictures are for people: what draws late, such as a canvas, has its time.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  await page.screenshot({ path: `${FOLDER}/${tag}-${name}.png`, fullPage: true });
  await context.close();
}

/** The dashboard's upper part, for the README. */
async function takeDashboard() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1 });
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await page.waitForFunction(() => document.querySelectorAll('letz-heatmap:not(:state(loading))').length > 0);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'demo/picture.png' });
  await page.close();
}
