import { isRightToLeft } from '../../../server/contract/text-direction.ts';
import { cached } from '../format/formats.ts';

/** Elements whose direction is set here. */
const directed = new WeakSet<HTMLElement>();

/** Gives an element the direction of a right-to-left locale, unless the page has set its `dir`. */
export function setDirection(element: HTMLElement, locale: string): void {
  const rtl = cached(`r${locale}`, () => isRightToLeft(locale));
  if (rtl && !element.dir) {
    directed.add(element);
    element.dir = 'rtl';
  } else if (!rtl && directed.delete(element)) element.removeAttribute('dir');
}
