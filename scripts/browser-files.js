// Files of the browser build: compressed copies and the description that the gateway reads.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FOLDERS = ['', 'chunks', 'widgets', 'embed'];

/**
 * Paths of the scripts, relative to the build's folder.
 * @param {string} dist
 * @returns {string[]}
 */
export function scriptsOf(dist) {
  const folders = FOLDERS.filter((folder) => readdirSync(dist).includes(folder) || folder === '');
  return folders.flatMap((folder) =>
    readdirSync(join(dist, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(folder, name)),
  );
}

/**
 * Writes a `.br` and a `.gz` file beside each script, where they are smaller.
 * @param {string} dist
 */
export function precompress(dist) {
  for (const path of scriptsOf(dist)) {
    const file = join(dist, path);
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const copies = { br: brotliCompressSync(bytes, { params }), gz: gzipSync(bytes, { level: 9 }) };
    for (const [extension, copy] of Object.entries(copies)) {
      if (copy.length < bytes.length) writeFileSync(`${file}.${extension}`, copy);
      else rmSync(`${file}.${extension}`, { force: true });
    }
  }
}

/**
 * Writes `build.json`: the version in the address of `letz.js`, and its integrity (W3C Subresource Integrity). Outside a
 * release the version ends in a hash of the content.
 * @param {string} dist
 * @param {{ release?: boolean }} options
 */
export function describeBuild(dist, { release = false } = {}) {
  const { version } = JSON.parse(readFileSync('widgets/package.json', 'utf8'));
  const hash = createHash('sha384').update(readFileSync(join(dist, 'letz.js')));
  const digest = hash.digest();
  const build = {
    version: release ? version : `${version}-${digest.toString('hex').slice(0, 8)}`,
    integrity: `sha384-${digest.toString('base64')}`,
  };
  writeFileSync(join(dist, 'build.json'), `${JSON.stringify(build)}\n`);
}
