const warned = new Set<string>();

/**
 * Warns a page's author on the console about an attribute value that has no effect, once per value.
 *
 * @param allowed the allowed values, such as `light, dark or paper`
 */
export function warn(element: string, attribute: string, value: string, allowed: string): void {
  const message = `<${element} ${attribute}>: "${value}" has no effect. Allowed: ${allowed}.`;
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(message);
}

/** Property of the global object: URL of the first copy of this module. */
const COPY = Symbol.for('letz-widgets');

/**
 * Warns if the page has loaded another copy of the library before, such as another version. Each element is then the one
 * of the copy that defined it first; copies share neither Lit nor requests.
 */
export function warnOfOtherCopy(): void {
  const page = globalThis as { [COPY]?: string };
  const { url } = import.meta;
  page[COPY] ??= url;
  if (page[COPY] !== url)
    console.warn(`letz-widgets is loaded twice: ${page[COPY]} defines the elements, ${url} is ignored.`);
}
