/** Shortest key for HS256, in bytes (RFC 7518, section 3.2). */
export const MIN_KEY_BYTES = 32;

const isLong = (key: string) => Buffer.byteLength(key) >= MIN_KEY_BYTES;

/**
 * The new and the old key of `NEW,OLD`. Empty unless exactly one comma separates two keys that are long enough: a single
 * key may hold commas of its own.
 */
export function splitKeys(secret: string): string[] {
  const parts = secret.split(',');
  const join = (keys: string[]) => keys.join().trim();
  const pairs = parts.slice(1).map((_, index) => [join(parts.slice(0, index + 1)), join(parts.slice(index + 1))]);
  const [pair = [], other] = pairs.filter((keys) => keys.every(isLong));
  return other ? [] : pair;
}

/** Mistakes of a secret that is meant as several keys. A secret without a generated-looking part is one key with commas. */
export function keyMistakes(secret: string): string[] {
  const keys = secret.split(',').map((key) => key.trim());
  if (keys.length < 2 || !keys.some((key) => isLong(key) && !/\s/.test(key))) return [];
  const lengths = keys.flatMap((key, index) => {
    const bytes = Buffer.byteLength(key);
    const which = `key ${index + 1} of ${keys.length}, separated by commas, has ${bytes}`;
    return isLong(key) ? [] : [`must have keys of at least ${MIN_KEY_BYTES} bytes: ${which}`];
  });
  return keys.length > 2 ? [...lengths, 'must have two keys at most, NEW,OLD'] : lengths;
}
