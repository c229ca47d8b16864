import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/** Adds styles that were loaded with a view to an element and to later elements of its class. */
export function addStyles(element: LitElement, styles: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  if (!elementStyles.includes(styles)) elementStyles.push(styles);
  const root = element.renderRoot as ShadowRoot | undefined;
  // An element that has not been rendered yet adopts them on its first render.
  if (root && styles.styleSheet && !root.adoptedStyleSheets.includes(styles.styleSheet))
    adoptStyles(root, elementStyles);
}
