import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/**
 * Gives an element, and those of its kind that come later, styles that were loaded along with what they are for.
 *
 * @param after those that they overrule; by default all that are there
 */
export function addStyles(element: LitElement, styles: CSSResult, after?: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  if (!elementStyles.includes(styles)) {
    elementStyles.splice(after ? elementStyles.indexOf(after) + 1 : elementStyles.length, 0, styles);
  }
  const root = element.renderRoot as ShadowRoot | undefined;
  // One that has not been drawn yet takes them up by itself.
  if (root && !root.adoptedStyleSheets.includes(styles.styleSheet!)) adoptStyles(root, elementStyles);
}
