import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Folders of the files that the gateway reads at run time. */
export interface PackageFolders {
  /** `queries/`, `models/` and the SQL scripts. */
  server: string;
  /** The browser build: `letz.js`, its chunks and the custom-elements manifest. */
  browser: string;
  /** The demo pages. */
  demo: string;
}

/**
 * Finds the package's folders, whether the code runs from the sources, from the repository's build or from the installed
 * package, whose `dist/` holds everything.
 */
export function packageFolders(): PackageFolders {
  const root = rootAbove(import.meta.dirname);
  return {
    server: join(root, 'server'),
    browser: basename(root) === 'dist' ? root : join(root, 'dist'),
    demo: join(root, 'demo'),
  };
}

/** The nearest folder above that holds the query files. */
function rootAbove(folder: string): string {
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder server/queries is missing from the installation of letz-gateway.');
  return existsSync(join(parent, 'server', 'queries')) ? parent : rootAbove(parent);
}
