import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../shared/config.ts';

/** A widget that an embed page can show. */
export interface Widget {
  tag: string;
  /** The attributes that an embed page's URL may set, with their type, such as `string` or `boolean`. */
  attributes: ReadonlyMap<string, string>;
}

/** The parts of a custom elements manifest that are read here (github.com/webcomponents/custom-elements-manifest). */
interface Manifest {
  modules: { declarations?: Declaration[] }[];
}
interface Declaration {
  tagName?: string;
  customElement?: boolean;
  attributes?: { name: string; type?: { text: string } }[];
}

/** Attributes that an embed page sets itself, or that a URL must not set. */
const RESERVED = ['gateway', 'token', 'token-from-hash', 'params', 'sets', 'sync-url'];

/** Elements that show nothing. */
const INVISIBLE = ['letz-context'];

/**
 * Reads the widgets and their attributes from the custom elements manifest of the browser build.
 * @throws {ConfigError} if there is none
 */
export function readWidgets(browserFolder: string): ReadonlyMap<string, Widget> {
  const declarations = readManifest(browserFolder).modules.flatMap(({ declarations = [] }) => declarations);
  const widgets = declarations.flatMap(({ tagName, customElement, attributes = [] }): Widget[] => {
    if (!customElement || tagName === undefined || INVISIBLE.includes(tagName)) return [];
    const settable = attributes.filter(({ name }) => !RESERVED.includes(name));
    return [{ tag: tagName, attributes: new Map(settable.map(({ name, type }) => [name, type?.text ?? 'string'])) }];
  });
  return new Map(widgets.map((widget) => [widget.tag, widget]));
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'custom-elements.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new ConfigError([`The browser build is incomplete: ${path} cannot be read (${(error as Error).message})`]);
  }
}
