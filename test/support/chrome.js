import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { Launcher } from 'chrome-launcher';

/**
 * Finds the browser of tests and screenshots: `CHROME_PATH`, else an installed Chrome or Chromium, else that of an npm
 * package (Linux x64). JavaScript, because the configuration of web-test-runner imports it.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 * @throws {Error} if there is none
 */
export async function findChrome() {
  const [own] = process.env.CHROME_PATH ? [process.env.CHROME_PATH] : installations();
  // Chromium refuses its sandbox as root; the other arguments disable background requests.
  const args = [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (own) return { executablePath: own, args };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The tests need Chrome or Chromium, and none was found: name one with CHROME_PATH.');
  }
  // Without the package's arguments for AWS Lambda: a single process, and web security off.
  return { executablePath: await unpack(), args };
}

/** Unpacks the package's Chromium, once for each user, who cannot run another user's copy. */
async function unpack() {
  const { TMPDIR } = process.env;
  const folder = join(tmpdir(), `letz-chromium-${userInfo().uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function installations() {
  try {
    return Launcher.getInstallations();
  } catch {
    return [];
  }
}
