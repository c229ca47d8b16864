/** What is around the data, and in its place; undefined until the first widget of the page has loaded it. */
export let upkeep: typeof import('./upkeep.ts') | undefined;

let coming: Promise<void> | undefined;

/** Loads it; where that fails, `upkeep` stays undefined and the next widget tries again. */
export function loadUpkeep(): Promise<void> {
  coming ??= import('./upkeep.ts').then(
    (module) => {
      upkeep = module;
    },
    () => {
      coming = undefined;
    },
  );
  return coming;
}
