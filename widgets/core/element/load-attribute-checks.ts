import type { Column } from '../../../server/contract/column.ts';

/** Properties whose values are checked. */
const CHECKED = 'theme tz locale refresh sets actions density narrow higherIs stack scale compare'.split(' ');

/**
 * Warns a page's author of attribute values that have no effect. The code of the checks is loaded for elements that have
 * one of the attributes.
 */
export function loadAttributeChecks(element: Element, data?: object): void {
  const properties = element as Element & Record<string, unknown>;
  if (!CHECKED.some((name) => (properties[name] ?? null) !== null)) return;
  const { columns } = (data ?? {}) as { columns?: readonly Column[] };
  import('./check-attributes.ts').then(({ checkAttributes }) => checkAttributes(properties, columns)).catch(() => {});
}
