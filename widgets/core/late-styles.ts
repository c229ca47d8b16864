import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/** Gives an element, and those of its kind that come later, styles that were loaded along with what they are for. */
export function addStyles(element: LitElement, styles: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  if (!elementStyles.includes(styles)) elementStyles.push(styles);
  // One that has not been drawn yet takes them up by itself.
  if (element.renderRoot) adoptStyles(element.renderRoot as ShadowRoot, elementStyles);
}
