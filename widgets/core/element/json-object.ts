import type { Params } from '../../../server/contract/value.ts';

/** Converts attributes that hold a JSON object; `null` where they hold anything else, so that the widget can say so. */
export const jsonObject = {
  fromAttribute(text: string | null): Params | null | undefined {
    if (text === null) return undefined;
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && !Array.isArray(value) ? (value as Params) : null;
    } catch {
      return null;
    }
  },
};
