/** A module that is imported when it is first needed. */
export interface LazyModule<Module> {
  /** The module, once it is loaded: code that then uses it need not wait. */
  readonly loaded: Module | undefined;
  /** Loads the module. Rejects if that fails. */
  load(): Promise<Module>;
}

export function lazyModule<Module>(importModule: () => Promise<Module>): LazyModule<Module> {
  let loaded: Module | undefined;
  return {
    get loaded() {
      return loaded;
    },
    load: async () => (loaded = await importModule()),
  };
}
