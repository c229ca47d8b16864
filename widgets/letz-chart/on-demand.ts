import type { ChartSettings } from './chart-settings.ts';

/** Modules that only some charts need. */
const IMPORTS = {
  layers: () => import('./layers/index.ts'),
  multiples: () => import('./small-multiples.ts'),
};

type Modules = { [Name in keyof typeof IMPORTS]: Awaited<ReturnType<(typeof IMPORTS)[Name]>> };

const loaded: Partial<Modules> = {};

async function load<Name extends keyof Modules>(name: Name): Promise<void> {
  loaded[name] = (await IMPORTS[name]()) as Modules[Name];
}

/** True if the attributes need the layers. */
const needsLayers = ({ goal, thresholds, stack, scale, compare, marks, type }: ChartSettings): boolean =>
  goal !== undefined || Boolean(thresholds || stack || scale || compare || marks) || type === 'bar-list';

/** A module, once it is loaded; `ready` is called then. */
export function moduleFor<Name extends keyof Modules>(name: Name, ready: () => void): Modules[Name] | undefined {
  if (!loaded[name]) load(name).then(ready, () => undefined);
  return loaded[name];
}

/** The module of the layers, if the chart needs it and it is loaded. @param of the columns of the result */
export function layersFor(
  settings: ChartSettings,
  columns: readonly { of?: string }[],
  ready: () => void,
): Modules['layers'] | undefined {
  return needsLayers(settings) || columns.some(({ of }) => of) ? moduleFor('layers', ready) : undefined;
}

/** Loads what the attributes need, with the view. */
export async function preload(settings: ChartSettings): Promise<void> {
  const names = [needsLayers(settings) && 'layers', settings.split && 'multiples'] as const;
  await Promise.all(names.map((name) => name && load(name)));
}
