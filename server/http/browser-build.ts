import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Description of the browser build, as `scripts/browser-files.js` writes it. */
export interface BrowserBuild {
  /** The release, or outside a release one that ends in a hash of the content. */
  version: string;
  /** Integrity of `letz.js` (W3C Subresource Integrity). */
  integrity: string;
}

/** Reads the description of the browser build; undefined if there is no build. */
export function readBrowserBuild(folder: string): BrowserBuild | undefined {
  const path = join(folder, 'build.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BrowserBuild) : undefined;
}

/** Path of the version of `letz.js` that never changes. */
export const versionedPath = ({ version }: BrowserBuild): string => `/letz@${version}.js`;
