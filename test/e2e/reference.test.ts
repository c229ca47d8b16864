import { execFileSync } from 'node:child_process';
import { test } from 'vitest';

test('the generated parts of docs/ match the source; otherwise run `npm run reference`', () => {
  execFileSync('npm', ['run', '--silent', 'reference', '--', '--check'], { stdio: 'pipe' });
});
