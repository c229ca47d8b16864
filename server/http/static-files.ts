import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context } from 'hono';
import { matchesEtag } from './etag.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Content codings by preference, with the extension of the precompressed file. */
const CODINGS = [
  { coding: 'br', extension: '.br' },
  { coding: 'gzip', extension: '.gz' },
];

interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
  modified: number;
}

/** Files of a folder, read once and again when they change on disk. */
export class StaticFiles {
  readonly #folder: string;
  readonly #files = new Map<string, StaticFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Responds with a file: compressed if the client accepts it and a compressed copy lies beside it, or with 304 if the
   * client has it.
   * @param path below the folder; must come from a fixed set or pattern, never from a request as it is
   * @returns undefined if there is no such file
   */
  async respond(c: Context, path: string, headers: Record<string, string>): Promise<Response | undefined> {
    const file = await this.#read(path);
    if (!file) return undefined;
    const all: Record<string, string> = { ...headers, ETag: file.etag, Vary: 'Accept-Encoding' };
    if (matchesEtag(c.req.header('If-None-Match'), file.etag)) return c.body(null, 304, all);
    all['Content-Type'] = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
    for (const { coding, extension } of CODINGS) {
      if (!accepts(c.req.header('Accept-Encoding'), coding)) continue;
      const compressed = await this.#read(path + extension);
      // An older copy is one of a build before.
      if (!compressed || compressed.modified < file.modified) continue;
      return c.body(compressed.bytes, 200, { ...all, 'Content-Encoding': coding });
    }
    return c.body(file.bytes, 200, all);
  }

  async #read(path: string): Promise<StaticFile | undefined> {
    const file = join(this.#folder, path);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const known = this.#files.get(path);
    if (known?.modified === found.mtimeMs) return known;
    const bytes = new Uint8Array(await readFile(file));
    // Weak: it is the same for each content coding.
    const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
    const read = { bytes, etag, modified: found.mtimeMs };
    this.#files.set(path, read);
    return read;
  }
}

/** True if `Accept-Encoding` names a content coding without `q=0` (RFC 9110, section 12.5.3). */
function accepts(header: string | undefined, coding: string): boolean {
  const entry = (header ?? '').split(',').find((part) => part.split(';')[0]?.trim().toLowerCase() === coding);
  return entry !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(entry);
}
