import { type FSWatcher, statSync, watch } from 'node:fs';

export interface FolderWatch {
  close(): void;
}

/** Interval at which the folder at the path is compared with the watched one: `fs.watch` follows the inode, not the path. */
const POLL_MS = 1_000;

/**
 * Watches the folder at a path. The folder may be created later, and may be replaced by another one, as deployments do by
 * renaming or by changing a link.
 */
export function watchFolder(path: string, onChange: () => void, onError: (error: Error) => void): FolderWatch {
  let watcher: FSWatcher | undefined;
  let watched: string | undefined;

  function start(): void {
    // Identified before it is watched: a replacement in between is found by the next poll.
    watched = identify(path);
    watcher?.close();
    watcher = watched === undefined ? undefined : watch(path, onChange).on('error', onError);
  }

  function poll(): void {
    const found = identify(path);
    if (found === undefined || found === watched) return;
    try {
      start();
    } catch (error) {
      onError(error as Error);
    }
    onChange();
  }

  start();
  const timer = setInterval(poll, POLL_MS).unref();
  return {
    close() {
      clearInterval(timer);
      watcher?.close();
    },
  };
}

/** Identifies a folder. Inode numbers are reused, but not with the same time of creation. Undefined: there is none. */
function identify(path: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
