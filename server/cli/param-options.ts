import type { NamedQuery } from '../catalogue/registry.ts';
import { AS_OF } from '../params/bind.ts';

/**
 * Parses a command's `--param NAME=VALUE` options.
 * @param mistakes receives a message for each mistake
 */
export function readParamOptions(given: readonly string[], mistakes: string[]): Map<string, string> {
  const params = new Map<string, string>();
  for (const text of given) {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) mistakes.push(`--param takes NAME=VALUE, not "${text}"`);
    else if (params.has(name)) mistakes.push(`--param ${name} is given twice`);
    else params.set(name, value);
  }
  return params;
}

export const hasParam = ({ params }: NamedQuery, name: string): boolean =>
  [AS_OF, ...params].some((param) => param.name === name);
