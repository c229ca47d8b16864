import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

// `npm run reference` reads the elements' JSDoc and writes dist/custom-elements.json (the manifest that tools know),
// dist/html-custom-data.json (for VS Code) and, in the README, what stands between these two lines.
const START = '<!-- reference: written by `npm run reference` from the elements’ own comments -->';
const END = '<!-- /reference -->';

const elementsOf = (manifest) =>
  manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ customElement, tagName }) => customElement && tagName)
    .sort((a, b) => a.tagName.localeCompare(b.tagName));

const cell = (text = '') =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

function table(title, rows) {
  if (!rows.length) return '';
  return `| ${title} | |\n| --- | --- |\n${rows.map(([name, text]) => `| ${code(name)} | ${cell(text)} |`).join('\n')}\n\n`;
}

// The analyzer also takes arguments of dispatchEvent for names.
const isEvent = ({ name }) => name?.startsWith('letz-');

const attributeRows = (attributes) =>
  attributes.map(({ name, type, default: value, description }) => {
    const kind = type?.text.replace(/( \| (undefined|null))+$/, '');
    const shape = kind ? `${name}: ${kind}` : name;
    return [value && value !== 'undefined' && value !== "''" ? `${shape} = ${value}` : shape, description];
  });

function section(element) {
  const own = (list = []) => list.filter(({ inheritedFrom }) => !inheritedFrom);
  const events = own(element.events).filter(isEvent);
  return [
    `### \`<${element.tagName}>\`\n\n${element.summary ?? ''}\n\n`,
    table('Attribute', attributeRows(own(element.attributes))),
    table(
      'Event',
      events.map(({ name, description }) => [name, description]),
    ),
    table(
      'Slot',
      own(element.slots).map(({ name, description }) => [name || '(default)', description]),
    ),
    table(
      'Part',
      own(element.cssParts).map(({ name, description }) => [name, description]),
    ),
    table(
      'State',
      own(element.cssStates).map(({ name, description }) => [`:state(${name})`, description]),
    ),
    table(
      'CSS property',
      own(element.cssProperties).map(({ name, default: value, description }) => [
        value ? `${name}: ${value}` : name,
        description,
      ]),
    ),
  ].join('');
}

function shared(manifest) {
  const base = manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ name }) => name === 'LetzElement');
  if (!base) return '';
  return [
    '### What all elements share\n\n',
    table('Attribute', attributeRows(base.attributes ?? [])),
    table(
      'Event',
      (base.events ?? []).filter(isEvent).map(({ name, description }) => [name, description]),
    ),
    table(
      'Part',
      (base.cssParts ?? []).map(({ name, description }) => [name, description]),
    ),
    table(
      'State',
      (base.cssStates ?? []).map(({ name, description }) => [`:state(${name})`, description]),
    ),
    table(
      'CSS property',
      (base.cssProperties ?? []).map(({ name, default: value, description }) => [
        value ? `${name}: ${value}` : name,
        description,
      ]),
    ),
  ].join('');
}

function readme() {
  return {
    name: 'readme',
    packageLinkPhase({ customElementsManifest }) {
      const text = readFileSync('README.md', 'utf8');
      const [before, rest] = text.split(START);
      const after = rest?.split(END)[1];
      if (after === undefined) throw new Error(`README.md lacks the lines "${START}" and "${END}"`);
      const reference = shared(customElementsManifest) + elementsOf(customElementsManifest).map(section).join('');
      writeFileSync('README.md', `${before}${START}\n\n${reference.trim()}\n\n${END}${after}`);
    },
  };
}

/** VS Code's "custom data" for HTML: completion and hover of tags and attributes. */
function editorData() {
  return {
    name: 'editor-data',
    packageLinkPhase({ customElementsManifest }) {
      const tags = elementsOf(customElementsManifest).map(({ tagName, summary, attributes = [] }) => ({
        name: tagName,
        description: summary,
        attributes: attributes.map(({ name, description }) => ({ name, description })),
      }));
      mkdirSync('dist', { recursive: true });
      writeFileSync('dist/html-custom-data.json', JSON.stringify({ version: 1.1, tags }, null, 2));
    },
  };
}

export default {
  globs: ['widgets/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  quiet: true,
  plugins: [readme(), editorData()],
};
