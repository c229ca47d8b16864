// Types of the elements for JSX (React 19), Vue and Svelte, generated from the custom elements manifest.

/**
 * @typedef {object} Member
 * @property {string} kind
 * @property {string} name
 * @property {boolean} [static]
 * @property {boolean} [readonly]
 */

/**
 * @typedef {object} Element
 * @property {string} tagName
 * @property {string} name
 * @property {{ name: string, fieldName?: string, type?: { text: string } }[]} [attributes]
 * @property {Member[]} [members]
 */

const REACT = `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementProperties, Listeners } from './elements.js';

/** Properties, listeners such as \`onletz-load\`, and React's own attributes of the elements, by tag. */
export type CustomElements = {
  [Tag in keyof ElementProperties]: ElementProperties[Tag] &
    Listeners &
    Omit<
      DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>,
      keyof ElementProperties[Tag]
    >;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends CustomElements {}
  }
}
`;

const VUE = `import type { HTMLAttributes, PublicProps } from 'vue';
import type { CamelCaseListeners, ElementProperties } from './elements.js';

type Component<Properties> = new () => {
  $props: Properties & CamelCaseListeners & Omit<HTMLAttributes, keyof Properties> & PublicProps;
};

/** Components of the elements, by tag; listeners are written \`@letz-load\`. */
export type CustomElements = {
  [Tag in keyof ElementProperties]: Component<ElementProperties[Tag]>;
};

declare module 'vue' {
  interface GlobalComponents extends CustomElements {}
}
`;

const SVELTE = `import type { HTMLAttributes } from 'svelte/elements';
import type { ElementProperties, Listeners } from './elements.js';

/** Properties, listeners such as \`onletz-load\`, and Svelte's own attributes of the elements, by tag. */
export type CustomElements = {
  [Tag in keyof ElementProperties]: ElementProperties[Tag] &
    Listeners &
    Omit<HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof ElementProperties[Tag]>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends CustomElements {}
}
`;

/**
 * Files of types by their names, each with an empty module for the import at run time.
 * @param {string} manifest JSON
 * @returns {Record<string, string>}
 */
export function frameworkTypes(manifest) {
  /** @type {Element[]} */
  const elements = JSON.parse(manifest)
    .modules.flatMap((/** @type {any} */ { declarations = [] }) => declarations)
    .filter((/** @type {Element} */ { tagName }) => tagName);
  const types = { elements: elementTypes(elements), jsx: REACT, vue: VUE, svelte: SVELTE };
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, text]) => [
      [`${name}.d.ts`, text],
      [`${name}.js`, 'export {};\n'],
    ]),
  );
}

/** @param {Element[]} elements */
function elementTypes(elements) {
  const names = elements.map(({ name }) => name).join(', ');
  return `import type { ${names} } from './index.js';

type EventName = Extract<keyof HTMLElementEventMap, \`letz-\${string}\`>;

type CamelCase<Name extends string> = Name extends \`\${infer Start}-\${infer Rest}\`
  ? \`\${Start}\${Capitalize<CamelCase<Rest>>}\`
  : Name;

/** Listeners for the widgets' events, such as \`onletz-load\`. */
export type Listeners = {
  [Name in EventName as \`on\${Name}\`]?: ((event: HTMLElementEventMap[Name]) => void) | undefined;
};

/** Listeners for the widgets' events, such as \`onLetzLoad\`. */
export type CamelCaseListeners = {
  [Name in EventName as \`on\${Capitalize<CamelCase<Name>>}\`]?: ((event: HTMLElementEventMap[Name]) => void) | undefined;
};

/** Properties of an element in a template; \`params\` also as JSON. */
export type Properties<Element, Names extends keyof Element> = {
  [Name in Names]?: Element[Name] | (Name extends 'params' ? string : never) | undefined;
};

/** Properties of the elements, by tag. */
export interface ElementProperties {
${elements.map((element) => `  '${element.tagName}': ${propertiesOf(element)};`).join('\n')}
}
`;
}

/**
 * The type of an element's writable properties, and of its attributes whose names differ from them.
 * @param {Element} element
 */
function propertiesOf({ name, attributes = [], members = [] }) {
  const fields = members.filter((member) => member.kind === 'field' && !member.static && !member.readonly);
  const written = attributes
    .filter((attribute) => attribute.name.includes('-'))
    .map(({ name, type }) => `'${name}'?: ${type?.text.includes('boolean') ? "boolean | ''" : 'string'} | undefined`);
  const own = written.length ? ` & { ${written.join('; ')} }` : '';
  return `Properties<${name}, ${fields.map((field) => `'${field.name}'`).join(' | ')}>${own}`;
}
