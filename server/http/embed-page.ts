import { html, raw } from 'hono/html';
import { PROBLEMS } from '../contract/problem.ts';
import { isRightToLeft } from '../contract/text-direction.ts';
import type { ProblemError } from '../shared/problems.ts';

/** A widget's element. Names of attributes come from the manifest; values from a URL. */
export interface Element {
  tag: string;
  attributes: ReadonlyMap<string, string>;
}

export interface EmbedPage {
  title: string;
  /** Attributes of the context around all elements. */
  context: ReadonlyMap<string, string>;
  elements: Element[];
  locale: string | undefined;
  theme: string | undefined;
}

const print = (attributes: ReadonlyMap<string, string>) =>
  [...attributes].map(([name, value]) => html` ${raw(name)}="${value}"`);

/**
 * The HTML of an embed page. Links are relative, so that it works at the root and below a path. The heading is for screen
 * readers.
 * @param url the page's own URL, for oEmbed
 * @param base the gateway's URL
 * @param allowedOrigins origins that may send a token by `postMessage`; `null` may not
 */
export function embedPage(
  { title, context, elements, locale, theme }: EmbedPage,
  url: string,
  base: string,
  allowedOrigins: readonly string[],
) {
  const scheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
  const parents = allowedOrigins.filter((origin) => origin !== 'null').join(' ');
  const widgets = elements.map(({ tag, attributes }) => html`<${raw(tag)}${print(attributes)}></${raw(tag)}>`);
  return html`<!doctype html>
<html lang="${locale ?? 'en'}"${isRightToLeft(locale ?? 'en') ? raw(' dir="rtl"') : ''}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${scheme}">
    <meta name="letz-parent-origins" content="${parents}">
    <title>${title}</title>
    <link rel="icon" href="../icon.svg">
    <link rel="alternate" type="application/json+oembed" href="${base}/oembed?url=${encodeURIComponent(url)}">
    <script type="module" src="../letz.js"></script>
    <script type="module" src="frame.js"></script>
  </head>
  <body>
    <main>
      <span role="heading" aria-level="1" aria-label="${title}"></span>
      <letz-context token-from-hash${print(context)}>${widgets}</letz-context>
    </main>
  </body>
</html>
`;
}

/** HTML of a page that shows a mistake. */
export const errorPage = ({ code, message }: ProblemError) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${PROBLEMS[code].title}</title>
    <link rel="icon" href="../icon.svg">
  </head>
  <body>
    <main>
      <h1>${PROBLEMS[code].title}</h1>
      <p>${message}</p>
    </main>
  </body>
</html>
`;
