import { type FSWatcher, statSync, watch } from 'node:fs';

export interface FolderWatch {
  close(): void;
}

/** How often to look whether another folder has taken the place: the system tells only of the one that was there. */
const LOOK_MS = 1_000;

/**
 * Watches whatever folder stands at a path: also another one that takes its place, as deployments do, by renaming or by
 * turning a link.
 * @throws where there is none at first
 */
export function watchFolder(path: string, onChange: () => void, onError: (error: Error) => void): FolderWatch {
  let watcher: FSWatcher | undefined;
  let watched: string | undefined;

  function begin(): void {
    // Before it is watched: where it is replaced in between, the next look finds out.
    watched = identify(path);
    watcher?.close();
    watcher = watch(path, onChange).on('error', onError);
  }

  function look(): void {
    const found = identify(path);
    if (found === undefined || found === watched) return;
    try {
      begin();
    } catch (error) {
      onError(error as Error);
    }
    onChange();
  }

  begin();
  const timer = setInterval(look, LOOK_MS).unref();
  return {
    close() {
      clearInterval(timer);
      watcher?.close();
    },
  };
}

/** Which folder it is: a number may be given again, but not with the same moment of birth. Undefined: none can be seen. */
function identify(path: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}
