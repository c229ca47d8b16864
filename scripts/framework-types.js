// Types of the elements for JSX (React 19 and others), Vue and Svelte, generated from the custom elements manifest.

/**
 * @typedef {object} Element
 * @property {string} tagName
 * @property {string} name
 * @property {string} [summary]
 * @property {{ name: string, fieldName?: string, type?: { text: string } }[]} [attributes]
 * @property {{ name?: string }[]} [events]
 */

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
  const files = {
    'elements.d.ts': elementTypes(elements),
    'jsx.d.ts': `import type { CustomElements } from './elements.js';
export type { CustomElements } from './elements.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends CustomElements {}
  }
}
`,
    'vue.d.ts': `import type { CustomElements, Listeners } from './elements.js';
export type { CustomElements } from './elements.js';

type Component<Props> = new () => { $props: Props & Listeners<'on'> };

declare module 'vue' {
  interface GlobalComponents extends VueComponents {}
}
export interface VueComponents {
${elements.map(({ tagName }) => `  '${tagName}': Component<CustomElements['${tagName}']>;`).join('\n')}
}
`,
    'svelte.d.ts': `import type { CustomElements } from './elements.js';
export type { CustomElements } from './elements.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends CustomElements {}
}
`,
  };
  const empty = ['elements.js', 'jsx.js', 'vue.js', 'svelte.js'].map((file) => [file, 'export {};\n']);
  return { ...files, ...Object.fromEntries(empty) };
}

/** @param {Element[]} elements */
function elementTypes(elements) {
  const names = elements.map(({ name }) => name).join(', ');
  const properties = elements.map((element) => {
    const { tagName, name, attributes = [] } = element;
    const fields = attributes.map((attribute) => attribute.fieldName ?? attribute.name);
    const kebab = attributes.filter((attribute) => attribute.name.includes('-'));
    const written = kebab.map(
      (attribute) => `'${attribute.name}'?: ${attribute.type?.text === 'boolean' ? "boolean | ''" : 'string'}`,
    );
    const own = written.length ? ` & { ${written.join('; ')} }` : '';
    return `  '${tagName}': Properties<${name}, ${fields.map((field) => `'${field}'`).join(' | ')}>${own};`;
  });
  return `import type { ${names} } from './index.js';

type EventName = Extract<keyof HTMLElementEventMap, \`letz-\${string}\`>;

/** Listeners for the widgets' events, such as \`onletz-load\`. */
export type Listeners<Prefix extends string> = {
  [Name in EventName as \`\${Prefix}\${Name}\`]?: (event: HTMLElementEventMap[Name]) => void;
};

/** Properties of an element in a template; \`params\` also as JSON. */
export type Properties<Element, Names extends keyof Element> = {
  [Name in Names]?: Name extends 'params' ? Element[Name] | string : Element[Name] | undefined;
} & Listeners<'on'> & {
    id?: string;
    class?: string;
    className?: string;
    slot?: string;
    style?: string | Record<string, string | number>;
    hidden?: boolean;
    children?: unknown;
    key?: string | number | null;
    ref?: unknown;
  };

/** Properties of the elements, by their tags. */
export interface CustomElements {
${properties.join('\n')}
}
`;
}
