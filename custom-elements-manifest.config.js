import { mkdirSync, writeFileSync } from 'node:fs';

/** Writes dist/html-custom-data.json: completion and hover of tags and attributes for VS Code ("custom data" for HTML). */
function editorData() {
  return {
    name: 'editor-data',
    packageLinkPhase({ customElementsManifest }) {
      const tags = customElementsManifest.modules
        .flatMap(({ declarations = [] }) => declarations)
        .filter(({ customElement, tagName }) => customElement && tagName)
        .sort((a, b) => a.tagName.localeCompare(b.tagName))
        .map(({ tagName, summary, attributes = [] }) => ({
          name: tagName,
          description: summary,
          attributes: attributes.map(({ name, description }) => ({ name, description })),
        }));
      mkdirSync('dist', { recursive: true });
      writeFileSync('dist/html-custom-data.json', JSON.stringify({ version: 1.1, tags }, null, 2));
    },
  };
}

/** Writes dist/custom-elements.json, the custom elements manifest that editors, frameworks and docs/generate.js read. */
export default {
  globs: ['widgets/**/*.ts'],
  exclude: ['widgets/dist'],
  outdir: 'dist',
  litelement: true,
  quiet: true,
  plugins: [editorData()],
};
