import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fenced code block of a page of docs/.
 * @param language the block's language, as after the fence
 * @param part text that the block holds, to choose among several
 * @throws {Error} unless there is exactly one
 */
export function docSample(page: string, language: string, part = ''): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, found, code = '']) => found === language && code.includes(part))
    .map(([, , code = '']) => code);
  if (blocks.length !== 1) throw new Error(`docs/${page} has ${blocks.length} ${language} blocks with "${part}".`);
  return blocks[0] ?? '';
}
