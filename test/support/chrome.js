import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { Launcher } from 'chrome-launcher';

/**
 * The browser that tests and pictures use: `CHROME_PATH`, else the machine's own Chrome or Chromium, else the one that
 * comes with an npm package (Linux x64). JavaScript because web-test-runner's configuration is, too.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 * @throws where there is none
 */
export async function findChrome() {
  const [own] = process.env.CHROME_PATH ? [process.env.CHROME_PATH] : installations();
  // As root Chromium refuses its sandbox; the others keep it from asking for hosts far away.
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
  // Without the package's own arguments, made for AWS Lambda: one process for all, and web security off.
  return { executablePath: await unpack(), args };
}

/** Unpacks the package's Chromium, once for each user: what another one unpacked can't be run. */
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
