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
