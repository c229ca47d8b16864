import { ProblemError } from '../shared/problems.ts';

/** A request's parameters by name, in their text form; null for JSON's `null`. */
export type RawParams = ReadonlyMap<string, string | null>;

/**
 * Decodes a query string.
 * @throws {ProblemError} `invalid-parameter` for a repeated parameter and for bytes that are not UTF-8
 */
export function readSearch(search: string): Map<string, string> {
  const raw = new Map<string, string>();
  for (const pair of search.replace(/^\?/, '').split('&')) {
    if (!pair) continue;
    const [name, value] = decodePair(pair);
    if (raw.has(name))
      throw new ProblemError('invalid-parameter', `${name} is given more than once. Give it once.`, { param: name });
    raw.set(name, value);
  }
  return raw;
}

function decodePair(pair: string): [name: string, value: string] {
  const [name = '', ...rest] = pair.split('=');
  const decode = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
  try {
    return [decode(name), decode(rest.join('='))];
  } catch {
    const [param = ''] = [...new URLSearchParams(pair).keys()];
    throw new ProblemError('invalid-parameter', 'The query string must be percent-encoded UTF-8.', { param });
  }
}

/**
 * Decodes a JSON object; numbers and booleans become their text.
 * @throws {ProblemError} `invalid-parameter` for arrays and objects
 */
export function readJson(params: Record<string, unknown>): Map<string, string | null> {
  const raw = new Map<string, string | null>();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) {
      throw new ProblemError('invalid-parameter', `${name} must be a string, a number, true, false or null.`, {
        param: name,
      });
    }
    raw.set(name, value === null ? null : String(value));
  }
  return raw;
}
