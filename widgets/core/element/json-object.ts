import type { Params } from '../../../server/contract/value.ts';

/** Attribute converter for a JSON object; `null` for anything else, so that the widget can show an error. */
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
