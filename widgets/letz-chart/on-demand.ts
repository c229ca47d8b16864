import { type LazyModule, lazyModule } from '../core/lazy/lazy-module.ts';
import type { ChartSettings } from './chart-settings.ts';

/** Goals, thresholds, stacks, marks, comparison and other layers over the series. */
export const layersModule = lazyModule(() => import('./layers/index.ts'));

/** Small multiples. */
export const multiplesModule = lazyModule(() => import('./small-multiples.ts'));

/** Zoom in the page's address. */
export const addressModule = lazyModule(() => import('../core/address/address-state.ts'));

/** True if the attributes need the layers. */
export const needsLayers = ({ goal, thresholds, stack, scale, compare, marks, type }: ChartSettings): boolean =>
  goal !== undefined || Boolean(thresholds || stack || scale || compare || marks) || type === 'bar-list';

/** A module, once it is loaded; `ready` is called then. */
export function loadedOr<Module>(module: LazyModule<Module>, ready: () => void): Module | undefined {
  if (!module.loaded) module.load().then(ready, () => undefined);
  return module.loaded;
}
