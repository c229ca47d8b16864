// Generates what repeats what the code declares: docs/reference.md (elements and HTTP), in docs/queries.md the tables of
// queries and models, and the widgets' pages in demo/. `npm run reference` writes them; with `-- --check` it only compares
// and exits with 1 if one is stale. Needs dist/ (`npm run build`).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describeDatabase } from './generate/database.js';
import { demoPages } from './generate/demo-pages.js';
import { elementsReference } from './generate/elements.js';
import { httpReference } from './generate/http.js';

const check = process.argv.includes('--check');

/** Replaces the text between `<!-- generated: NAME -->` and `<!-- /generated -->`. @throws {Error} without such lines */
function fill(text, name, content) {
  const [start, end] = [`<!-- generated: ${name} -->`, '<!-- /generated -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the lines "${start}" and "${end}" are missing`);
  return `${text.slice(0, from + start.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}

const { queries, models } = await describeDatabase();
const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));

const files = [
  ['docs/reference.md', { elements: elementsReference(manifest), http: httpReference() }],
  ['docs/queries.md', { queries, models }],
];

const texts = [
  ...files.map(([path, sections]) => {
    const before = readFileSync(path, 'utf8');
    return [path, Object.entries(sections).reduce((text, [name, content]) => fill(text, name, content), before)];
  }),
  ...Object.entries(demoPages(manifest)).map(([name, text]) => [`demo/${name}`, text]),
];

let stale = 0;
for (const [path, after] of texts) {
  if (existsSync(path) && readFileSync(path, 'utf8') === after) continue;
  stale += 1;
  if (check) console.error(`${path} is stale: run "npm run reference" and commit the result.`);
  else writeFileSync(path, after);
}
process.exit(check && stale ? 1 : 0);
