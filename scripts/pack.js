// Assembles a package's dist/ from the build: node scripts/pack.js server|widgets, run by `prepack`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { minifySync } from 'vite';
import { describeBuild } from './browser-files.js';
import { frameworkTypes } from './framework-types.js';
import { publicManifest } from './public-manifest.js';

process.chdir(join(import.meta.dirname, '..'));

/** @type {Record<string, (out: string) => void>} */
const PACKAGES = { server: packServer, widgets: packWidgets };

const [name = ''] = process.argv.slice(2);
const pack = PACKAGES[name];
if (!pack) throw new Error(`There is no package ${name}; there are ${Object.keys(PACKAGES).join(', ')}.`);
run('scripts/build.js');
const out = join(name, 'dist');
rmSync(out, { recursive: true, force: true });
pack(out);
cpSync('LICENSE', join(name, 'LICENSE'));

/**
 * Server code, query files, browser build, manifest and demo pages.
 * @param {string} out
 */
function packServer(out) {
  run('node_modules/typescript/bin/tsc', '-p', 'server/tsconfig.package.json');
  rewriteTypes(out);
  for (const folder of ['queries', 'models']) copy(join('server', folder), join(out, 'server', folder), ['.sql']);
  for (const file of readdirSync('server')) {
    if (extname(file) === '.sql') cpSync(join('server', file), join(out, 'server', file));
  }
  for (const folder of ['chunks', 'embed']) copy(join('dist', folder), join(out, folder), ['.js', '.br', '.gz']);
  copyFiles('dist', out, /^letz\.js(\.br|\.gz)?$/);
  copyFiles('dist/widgets', join(out, 'widgets'), /\.js(\.br|\.gz)?$/);
  copy('demo', join(out, 'demo'), ['.html', '.css', '.js', '.svg', '.png', '.sql']);
  writeFileSync(join(out, 'custom-elements.json'), publicManifest('dist/custom-elements.json'));
  describeBuild(out, { release: true });
}

/**
 * ES modules as compiled, with Lit and uPlot as imports; for each widget a module that defines the element and one that
 * only exports the class; types for frameworks.
 * @param {string} out
 */
function packWidgets(out) {
  run('node_modules/typescript/bin/tsc', '-p', 'widgets/tsconfig.package.json');
  // Comments are in the types, which editors show.
  const withoutTypes = ['--declaration', 'false', '--removeComments'];
  run('node_modules/typescript/bin/tsc', '-p', 'widgets/tsconfig.package.json', ...withoutTypes);
  rewriteTypes(out);
  const tags = readdirSync('widgets').filter((name) => name.startsWith('letz-'));
  for (const tag of tags) writeEntries(out, tag);
  const defines = tags.map((tag) => `export * from './${tag}.js';\n`).join('');
  const events = "export * from './widgets/core/element/events.js';\n";
  for (const extension of ['.js', '.d.ts']) writeFileSync(join(out, `index${extension}`), defines + events);
  const manifest = publicManifest('dist/custom-elements.json');
  writeFileSync(join(out, 'custom-elements.json'), manifest);
  for (const [file, text] of Object.entries(frameworkTypes(manifest))) writeFileSync(join(out, file), text);
  removeWhitespace(out);
}

/**
 * Removes the white space between the tokens of all modules, a fifth of their size; names stay.
 * @param {string} out
 */
function removeWhitespace(out) {
  for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    if (extname(file) !== '.js') continue;
    const path = join(out, file);
    const options = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
    writeFileSync(path, minifySync(path, readFileSync(path, 'utf8'), options).code);
  }
}

/**
 * Writes `letz-x.js`, which defines the element, and `class/letz-x.js`, which does not.
 * @param {string} out
 * @param {string} tag
 */
function writeEntries(out, tag) {
  const module = join(out, 'widgets', tag, `${tag}.js`);
  const code = readFileSync(module, 'utf8');
  const definition = new RegExp(
    `if \\(!customElements\\.get\\('${tag}'\\)\\)\\s*customElements\\.define\\('${tag}', (\\w+)\\);\\n`,
  );
  const [statement, className] = definition.exec(code) ?? [];
  if (statement === undefined) throw new Error(`${module} does not end in its definition.`);
  writeFileSync(module, code.replace(statement, ''));
  const path = `widgets/${tag}/${tag}.js`;
  // The runner shows results with other widgets, by their tags.
  const others = tag === 'letz-query-runner' ? usedTags(join('widgets', 'query-runner.ts')) : [];
  const define = [
    ...others.map((other) => `import './${other}.js';`),
    `import { ${className} } from './${path}';`,
    `if (!customElements.get('${tag}')) customElements.define('${tag}', ${className});`,
    `export * from './${path}';`,
  ];
  mkdirSync(join(out, 'class'), { recursive: true });
  writeFileSync(join(out, `${tag}.js`), `${define.join('\n')}\n`);
  writeFileSync(join(out, 'class', `${tag}.js`), `export * from '../${path}';\n`);
  // The events' types extend HTMLElementEventMap.
  const types = (/** @type {string} */ base) =>
    `import '${base}widgets/core/element/events.js';\nexport * from '${base}${path}';\n`;
  writeFileSync(join(out, `${tag}.d.ts`), types('./'));
  writeFileSync(join(out, 'class', `${tag}.d.ts`), types('../'));
}

/**
 * Tags of the widgets that a module imports for their definitions.
 * @param {string} file
 * @returns {string[]}
 */
function usedTags(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^import '\.\/(letz-[a-z-]+)\//gm)].map(([, tag = '']) => tag);
}

/**
 * Copies files of some extensions, folders included.
 * @param {string} from
 * @param {string} to
 * @param {string[]} extensions
 */
function copy(from, to, extensions) {
  cpSync(from, to, {
    recursive: true,
    filter: (path) => extname(path) === '' || extensions.includes(extname(path)),
  });
}

/**
 * Copies the files of one folder whose names match.
 * @param {string} from
 * @param {string} to
 * @param {RegExp} names
 */
function copyFiles(from, to, names) {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) if (names.test(file)) cpSync(join(from, file), join(to, file));
}

/**
 * Makes declarations import `.js` files: the compiler leaves the sources' `.ts`, which the package does not hold.
 * @param {string} folder
 */
function rewriteTypes(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1'));
  }
}

/**
 * @param {string} script
 * @param {string[]} args
 */
function run(script, ...args) {
  // Standard output is npm's: `npm pack --json` prints its result there.
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
