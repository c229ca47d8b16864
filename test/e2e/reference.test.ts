import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = () => readFileSync('README.md', 'utf8');

test('the README’s reference says what the elements’ comments say: else run `npm run reference`', () => {
  const before = readme();
  try {
    execFileSync('npx', ['cem', 'analyze'], { stdio: 'pipe' });
    expect(before).toBe(readme());
  } finally {
    writeFileSync('README.md', before);
  }
});
