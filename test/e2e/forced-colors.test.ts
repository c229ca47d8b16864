import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';

const WIDGETS = `
  <letz-chart type="line" query="retention" series="d1_pct,d7_pct,d30_pct"></letz-chart>
  <letz-heatmap query="retention" params='{"days": 60}'></letz-heatmap>
  <letz-funnel query="journey-funnel"></letz-funnel>`;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  gateway = await serveGateway();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await gateway?.stop();
});

/** Page of the widgets in forced colours mode. */
async function open(colorScheme: 'light' | 'dark') {
  const { page, faults } = await openPage(browser, { forcedColors: 'active', colorScheme });
  await page.route('**/sheet', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><head><title>Sheet</title><meta name="color-scheme" content="light dark">
        <script type="module" src="/letz.js"></script></head><body><main><h1>Sheet</h1>${WIDGETS}</main></body></html>`,
    }),
  );
  await page.goto(`${gateway.origin}/sheet`);
  await settled(page);
  return { page, faults };
}

for (const scheme of ['light', 'dark'] as const) {
  test(`text has contrast on every shade, and shades are distinguishable: ${scheme}`, async () => {
    const { page, faults } = await open(scheme);
    const shades = await page.evaluate(() => {
      const ctx = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const luminance = (color: string) => {
        ctx.fillStyle = color;
        ctx.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...ctx.getImageData(0, 0, 1, 1).data].map((byte) => ((byte / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const contrast = (one: string, other: string) => {
        const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light! + 0.05) / (dark! + 0.05);
      };
      const { shadowRoot } = document.querySelector('letz-heatmap')!;
      return [...shadowRoot!.querySelectorAll('.scale .swatch')].map((swatch, index) => {
        const cell = shadowRoot!.querySelector(`td.color-${index}`);
        const { color, backgroundColor } = getComputedStyle(cell ?? swatch);
        return { light: luminance(backgroundColor), contrast: cell ? contrast(color, backgroundColor) : null };
      });
    });
    expect(shades).toHaveLength(7);
    const read = shades.flatMap(({ contrast }) => contrast ?? []);
    expect(read.length).toBeGreaterThan(4);
    expect(Math.min(...read)).toBeGreaterThanOrEqual(4.5);
    const lights = shades.map(({ light }) => (scheme === 'light' ? -light : light));
    // From the second on: the first, for no events, has a colour of the theme.
    expect(lights.slice(1)).toEqual(lights.slice(1).sort((a, b) => a - b));
    expect(new Set(lights).size).toBe(7);
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test(`series differ by more than colour: ${scheme}`, async () => {
    const { page } = await open(scheme);
    const dashes = await page.evaluate(() =>
      [...document.querySelector('letz-chart')!.shadowRoot!.querySelectorAll('[part="legend"] .swatch')].map((swatch) =>
        getComputedStyle(swatch).backgroundImage.replaceAll(/rgb\([^)]*\)/g, ''),
      ),
    );
    expect(new Set(dashes.slice(0, 3)).size).toBe(3);
  });
}
