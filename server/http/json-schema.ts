/** JSON Schema of draft 2020-12, as used by OpenAPI 3.1. */
export type JsonSchema = Record<string, unknown>;

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const text: JsonSchema = { type: 'string' };
export const textOrNull: JsonSchema = { type: ['string', 'null'] };
export const yesOrNo: JsonSchema = { type: 'boolean' };
export const plain: JsonSchema = { type: ['string', 'number', 'boolean', 'null'] };

/** An object with exactly these properties, all but the optional ones there. */
export function object(properties: Record<string, JsonSchema>, optional: string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}
