import { readdirSync } from 'node:fs';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type PluginOption, type Rolldown } from 'vite';

/** `widgets/letz-x/letz-x.ts` of every widget's folder, by the name of its file in `dist/widgets/`. */
const widgets = Object.fromEntries(
  readdirSync('widgets')
    .filter((folder) => folder.startsWith('letz-'))
    .map((folder) => [`widgets/${folder}`, `widgets/${folder}/${folder}.ts`]),
);

/** Shows results with other widgets: alone, its file must bring them along. */
widgets['widgets/letz-query-runner'] = 'widgets/query-runner.ts';

/** What the gateway's embed pages load besides. */
const frame = { 'embed/frame': 'widgets/frame.ts' };

/** What widgets share once there is data: small chunks of their own would be loaded one after the other. */
const late = [
  { name: 'upkeep', test: /widgets.core.(?!visual|gateway.save|.*texts.(?:de|es|pt)\.ts)|node_modules.lit(?!.*live)/ },
  { name: 'pictures', test: /widgets.core.visual.(?!.*texts.(?:de|es|pt)\.ts|placeholder)/ },
];

/** What every build of widgets does to the sources. */
export const plugins = [
  // White space in styles and templates is 4 % of the download.
  { ...minifyTemplateLiterals({ include: 'widgets/**' }), enforce: 'pre' },
  { name: 'inline-runtime', generateBundle: (_, bundle) => inlineRuntime(bundle) },
] satisfies PluginOption[];

/**
 * Puts Rolldown's helper where it is used. As a file of its own, which no group can take in, it would be asked for only
 * when the chunks that need it have come: a round trip for two lines.
 */
function inlineRuntime(bundle: Rolldown.OutputBundle): void {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const runtime = chunks.find(({ name }) => name === 'rolldown-runtime');
  const [, helper, result] = /^((?:.|\n)*)export\{(\w+)\};/.exec(runtime?.code ?? '') ?? [];
  // CommonJS needs more than one, and a file for them.
  if (!runtime || !helper) return;
  for (const chunk of chunks) {
    const found = /import\{\w+ as (\w+)\}from"\.\/rolldown-runtime-[\w-]+\.js";/.exec(chunk.code);
    if (!found) continue;
    const [statement, name] = found;
    // At the end, and with blanks in its place, so that the source map still fits.
    const inlined = `function ${name}(getters){return(()=>{${helper}return ${result}})()(getters)}`;
    chunk.code = `${chunk.code.replace(statement, ' '.repeat(statement.length))}\n${inlined}`;
  }
  delete bundle[runtime.fileName];
}

/** What stands in one chunk. */
export const groups = {
  // Else Rolldown puts Lit beside letz.js (rolldown/rolldown#10731): a second round trip.
  library: [{ name: 'letz', tags: ['$initial'] }, ...late],
  // Lit and what every widget is made of: a chunk of its own for each part would cost a tenth more.
  widgets: [{ name: 'core', test: /core.element.letz-element/, tags: ['$initial'] }, ...late],
} satisfies Record<string, Rolldown.CodeSplittingGroup[]>;

/**
 * Two builds into `dist/`: `vite build` makes `letz.js`, the whole library as one module (uPlot apart, loaded by the
 * first chart), and `vite build --mode widgets` one file a widget, with what they share in common chunks.
 */
export default defineConfig(({ mode }) => ({
  plugins,
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: true,
    lib: { entry: mode === 'widgets' ? { ...widgets, ...frame } : { letz: 'widgets/index.ts' }, formats: ['es'] },
    // Vite leaves the white space of ES libraries in; a script tag wants it out.
    rolldownOptions: {
      // What is late is late because of its group, which the first doesn't see; a slow build is no fault.
      checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        chunkFileNames: 'chunks/[name]-[hash:6].js',
        codeSplitting: { groups: mode === 'widgets' ? groups.widgets : groups.library },
      },
    },
  },
}));
