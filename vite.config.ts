import { readdirSync } from 'node:fs';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type PluginOption } from 'vite';

/** Entries: `widgets/letz-x/letz-x.ts` of each widget's folder, by the name of its file in `dist/widgets/`. */
const widgets = Object.fromEntries(
  readdirSync('widgets')
    .filter((folder) => folder.startsWith('letz-'))
    .map((folder) => [`widgets/${folder}`, `widgets/${folder}/${folder}.ts`]),
);

/** Entry that also defines the widgets that show its results. */
widgets['widgets/letz-query-runner'] = 'widgets/query-runner.ts';

/** Script of the gateway's embed pages. */
const frame = { 'embed/frame': 'widgets/frame.ts' };

/** Plugins of every build of widgets. */
export const plugins = [
  // White space in styles and templates is 4 % of the download.
  { ...minifyTemplateLiterals({ include: 'widgets/**' }), enforce: 'pre' },
] satisfies PluginOption[];

/**
 * Writes `letz.js`, which only re-exports the library's chunk. Under all its addresses (`/letz.js`, `/letz@VERSION.js`) and
 * for the chunks that import it, the library is then the same module.
 */
const entryPoint = {
  name: 'letz-entry-point',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.isEntry || file.name !== 'letz') continue;
      const names = file.exports.filter((name) => name.startsWith('Letz'));
      const source = `export { ${names.join(', ')} } from './${file.fileName}';\n`;
      this.emitFile({ type: 'asset', fileName: 'letz.js', source });
    }
  },
} satisfies PluginOption;

/**
 * Two builds into `dist/`: `vite build` makes `letz.js`, the whole library as one module with views in chunks, and
 * `vite build --mode widgets` makes one file a widget with common chunks.
 */
export default defineConfig(({ mode }) => ({
  plugins: mode === 'widgets' ? plugins : [...plugins, entryPoint],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: true,
    lib: { entry: mode === 'widgets' ? { ...widgets, ...frame } : { letz: 'widgets/index.ts' }, formats: ['es'] },
    // Vite leaves the white space of ES libraries in; a script tag wants it out.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        ...(mode !== 'widgets' && { entryFileNames: 'chunks/[name]-[hash:6].js' }),
        chunkFileNames: 'chunks/[name]-[hash:6].js',
      },
    },
  },
}));
