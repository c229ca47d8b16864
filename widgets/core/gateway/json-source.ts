import type { Column } from '../../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../../server/contract/result.ts';

export type AnyResult = Result | ColumnarResult;

/** Response text of a result and where the result stands in it, until its JSON columns are first read. */
export interface JsonSource {
  text: string;
  /** Members and indexes that lead to the result. */
  path: (string | number)[];
}

const sources = new WeakMap<object, JsonSource>();

export const isJson = ({ type }: Column): boolean => type === 'json';

/**
 * Keeps the response text of a result that has `json` columns. `json-text.ts`, which only tables load, cuts the values out
 * of it.
 * @param path members and indexes that lead to the result in the text
 */
export function keepJsonSource(result: AnyResult, text: string, path: (string | number)[] = []): void {
  if (result.columns.some(isJson)) sources.set(result, { text, path });
}

/** Response text of a result, once. */
export function takeJsonSource(result: AnyResult): JsonSource | undefined {
  const source = sources.get(result);
  sources.delete(result);
  return source;
}
