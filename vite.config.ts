import { existsSync, readdirSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type PluginOption } from 'vite';

/** Entries, by the names of their chunks. */
const entry = { letz: 'widgets/index.ts', metric: 'widgets/metric.ts', frame: 'widgets/frame.ts' };

const tags = readdirSync('widgets').filter((folder) => folder.startsWith('letz-'));

/** Entries of the widgets that need less than the whole library. */
const small: Record<string, string> = { 'letz-context': 'metric', 'letz-metric': 'metric' };

/** Entries by the addresses of their files, as pages name them: one a widget, named by its tag. */
const addresses: Record<string, string> = {
  'letz.js': 'letz',
  'embed/frame.js': 'frame',
  ...Object.fromEntries(tags.map((tag) => [`widgets/${tag}.js`, small[tag] ?? 'letz'])),
};

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicImporters: readonly string[] } | null;
}

/** Tells whether a module is among those that a file imports statically, directly or not, or the file itself. */
type Closure = (id: string, graph: ModuleGraph) => boolean;

function importsOf(path: string): Closure {
  const modules = new Set<string>();
  const collect = (id: string, graph: ModuleGraph): void => {
    if (modules.has(id)) return;
    modules.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) collect(imported, graph);
  };
  return (id, graph) => {
    if (!modules.size) collect(resolve(path), graph);
    return modules.has(id);
  };
}

const chunk = (name: string, includes: Closure) => ({
  name: (id: string, graph: ModuleGraph) => (includes(id, graph) ? name : null),
});

const views = tags
  .filter((tag) => existsSync(`widgets/${tag}/view.ts`))
  .map((tag) => ({ tag, path: resolve(`widgets/${tag}/view.ts`), imports: importsOf(`widgets/${tag}/view.ts`) }));

/** Name of a module's file if a view imports it that other modules load on demand, which must not load the view with it. */
function onDemand(id: string, graph: ModuleGraph): string | null {
  if (views.every(({ path, imports }) => path === id || !imports(id, graph))) return null;
  return graph.getModuleInfo(id)?.dynamicImporters.length ? parse(id).name : null;
}

/** Tells whether the chart's view, the largest, imports a module that other views import, too. */
const isShared: Closure = (id, graph) => {
  const users = views.filter(({ imports }) => imports(id, graph));
  return users.length > 1 && users.some(({ tag }) => tag === 'letz-chart');
};

/**
 * Chunks: what each entry imports, what charts share with other widgets, and each view with the rest of its imports. Without these
 * groups a module that two chunks import has a chunk of its own: many small files, which compress badly. A module that
 * fits several groups is in the first.
 */
export const chunks = [
  chunk('core', importsOf('widgets/metric.ts')),
  chunk('library', importsOf('widgets/index.ts')),
  chunk('shared', isShared),
  { name: onDemand },
  ...views.map(({ tag, imports }) => chunk(tag, imports)),
];

/** Plugins of every build of widgets. */
export const plugins = [
  // White space in styles and templates is 4 % of the download.
  { ...minifyTemplateLiterals({ include: 'widgets/**' }), enforce: 'pre' },
] satisfies PluginOption[];

/**
 * Writes a file for each address that imports the entry's chunk, and all that the chunk imports, which a browser then
 * requests at once. The names of chunks change with their content, those of the files do not: under all addresses
 * (`/letz.js`, `/letz@VERSION.js`, `/widgets/letz-metric.js`) each module is the same.
 */
const entryFiles = {
  name: 'letz-entry-files',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    for (const [fileName, name] of Object.entries(addresses)) {
      const chunk = chunks.find((found) => found.isEntry && found.name === name);
      if (!chunk) throw new Error(`There is no chunk ${name}.`);
      const folder = fileName.includes('/') ? '../' : './';
      const imported = new Set<string>();
      const collect = (path: string): void => {
        if (imported.has(path)) return;
        imported.add(path);
        for (const other of chunks.find((found) => found.fileName === path)?.imports ?? []) collect(other);
      };
      for (const path of chunk.imports) collect(path);
      const imports = [...imported].map((path) => `import '${folder}${path}';\n`).join('');
      this.emitFile({ type: 'asset', fileName, source: `${imports}export * from '${folder}${chunk.fileName}';\n` });
    }
  },
} satisfies PluginOption;

/**
 * One build into `dist/`. Its entries share their chunks, so that a page that loads several of them has each module once.
 * Views and languages are chunks that are loaded with the first data.
 */
export default defineConfig({
  plugins: [...plugins, entryFiles],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: true,
    lib: { entry, formats: ['es'] },
    // Vite leaves the white space of ES libraries in; a script tag wants it out.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      preserveEntrySignatures: 'strict',
      output: {
        minify: true,
        entryFileNames: 'chunks/[name]-[hash:8].js',
        chunkFileNames: 'chunks/[name]-[hash:8].js',
        codeSplitting: { groups: chunks },
      },
    },
  },
});
