// The samples of docs/embedding.md that sign a token, each run by its language's program.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docSample } from '../support/doc-samples.ts';
import { serveGateway } from '../support/serve-gateway.js';

const run = promisify(execFile);
const SECRET = 'a secret of the samples, at least 32 bytes';

/** Language of the block, program, file, and the line that prints the token. */
const SAMPLES = [
  ['js', process.execPath, 'sign.mjs', 'console.log(token);'],
  ['python', '/usr/bin/python3', 'sign.py', 'print(token)'],
  ['php', 'php', 'sign.php', 'echo $token;'],
  ['ruby', 'ruby', 'sign.rb', 'puts token'],
] as const;

let folder: string;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-tokens-'));
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  gateway = await serveGateway({ LETZ_SECRET: SECRET, PUBLIC_QUERIES: 'total-users' });
});
afterAll(async () => {
  await gateway?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(SAMPLES)(
  '%s signs a token that opens its query for ten minutes, and no other',
  async (language, program, file, print) => {
    const sample = docSample('embedding.md', language, 'letz-gateway');
    expect(
      sample.split('\n').filter((line) => line.trim() && !/^(<\?php )?(\/\/|#)/.test(line)).length,
    ).toBeLessThanOrEqual(8);
    await writeFile(join(folder, file), `${sample}\n${print}\n`);
    const env = { PATH: process.env.PATH, LETZ_SECRET: SECRET };
    const { stdout } = await run(program, [join(folder, file)], { cwd: folder, env });
    const token = stdout.trim();
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
    expect(Math.round((claims.exp - Date.now() / 1000) / 60)).toBe(10);
    const get = (name: string) =>
      fetch(`${gateway.origin}/api/queries/${name}`, { headers: { Authorization: `Bearer ${token}` } });
    const opened = await get('new-signups');
    expect(opened.status).toBe(200);
    expect(((await opened.json()) as { params: object }).params).toMatchObject({ days: 30 });
    expect((await get('active-users')).status).toBe(403);
  },
);
