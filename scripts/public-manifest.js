// Custom elements manifest for publication.
import { readFileSync } from 'node:fs';

/**
 * The manifest of the elements alone, with their public members.
 * @param {string} file
 * @returns {string} JSON
 */
export function publicManifest(file) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  /** @param {{ privacy?: string, name: string }} member */
  const isPublic = ({ privacy = 'public', name }) => privacy === 'public' && !/^[#_]/.test(name);
  const modules = manifest.modules.flatMap((/** @type {any} */ module) => {
    const elements = (module.declarations ?? []).filter((/** @type {any} */ { customElement }) => customElement);
    if (!elements.length) return [];
    const declarations = elements.map((/** @type {any} */ element) => ({
      ...element,
      members: (element.members ?? []).filter(isPublic),
    }));
    return [{ ...module, path: module.path.replace(/\.ts$/, '.js'), declarations }];
  });
  return JSON.stringify({ ...manifest, modules });
}
