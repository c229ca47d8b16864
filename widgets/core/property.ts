import type { LitElement, PropertyDeclaration } from 'lit';

/**
 * Lit's own decorators in three lines: theirs also serve standard decorators and accessors, which every widget would pay
 * for with 250 bytes.
 */
export const property = (options?: PropertyDeclaration) => (prototype: LitElement, name: PropertyKey) =>
  (prototype.constructor as typeof LitElement).createProperty(name, options);

/** Like a property, but the widget's own: without an attribute. */
export const state = () => property({ state: true });
