// Code of an example for each framework, derived from its HTML.

/** @typedef {'HTML' | 'React' | 'Vue' | 'Svelte'} Framework */

/** Name of the framework and of the file that its code is. */
export const FRAMEWORKS = /** @type {const} */ ({
  HTML: 'index.html',
  React: 'Example.tsx',
  Vue: 'Example.vue',
  Svelte: 'Example.svelte',
});

/**
 * Looks up the types of attributes.
 * @param {any} manifest custom elements manifest
 * @returns {(tag: string, attribute: string) => string}
 */
export function attributeTypes(manifest) {
  const elements = manifest.modules.flatMap((/** @type {any} */ { declarations = [] }) => declarations);
  return (tag, name) => {
    const element = elements.find((/** @type {any} */ { tagName }) => tagName === tag);
    const attribute = element?.attributes?.find((/** @type {any} */ found) => found.name === name);
    return attribute?.type?.text ?? 'string';
  };
}

/**
 * The code of an example.
 * @param {Framework} framework
 * @param {string} html
 * @param {(tag: string, attribute: string) => string} typeOf type of an attribute
 */
export function codeFor(framework, html, typeOf) {
  const tags = [...new Set([...html.matchAll(/<(letz-[a-z-]+)/g)].map(([, tag = '']) => tag))];
  const imports = tags.map((tag) => `import 'letz-widgets/${tag}.js';\n`).join('');
  if (framework === 'HTML') {
    return `<script type="module" src="https://gateway.example.org/letz.js"></script>\n${html}\n`;
  }
  const body = template(framework, html, typeOf);
  if (framework === 'React') {
    return `${imports}import 'letz-widgets/jsx';\n\nexport const Example = () => (\n${indent(body)}\n);\n`;
  }
  if (framework === 'Vue') {
    const script = `${imports}import 'letz-widgets/vue';\n`;
    return `<script setup lang="ts">\n${script}</script>\n\n<template>\n${indent(body)}\n</template>\n`;
  }
  return `<script lang="ts">\n${indent(`${imports}import 'letz-widgets/svelte';`)}\n</script>\n\n${body}\n`;
}

/** @param {string} text */
const indent = (text) => text.replace(/^(?=.)/gm, '  ');

/**
 * The markup with values that are no text as expressions.
 * @param {Exclude<Framework, 'HTML'>} framework
 * @param {string} html
 * @param {(tag: string, attribute: string) => string} typeOf
 */
function template(framework, html, typeOf) {
  return html.replace(/<(letz-[a-z-]+)([^>]*)>/g, (_, tag, attributes) => {
    const written = attributes.replace(
      / ([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g,
      (
        /** @type {string} */ text,
        /** @type {string} */ name,
        /** @type {string | undefined} */ value,
        /** @type {string | undefined} */ json,
      ) => {
        if (value === undefined && json === undefined) {
          return typeOf(tag, name).includes('boolean') ? text : ` ${name}=""`;
        }
        const isNumber = typeOf(tag, name).includes('number');
        if (json === undefined && !isNumber) return text;
        const expression = json === undefined ? value : objectLiteral(json);
        return framework === 'Vue' ? ` :${name}="${expression}"` : ` ${name}={${expression}}`;
      },
    );
    return `<${tag}${written}>`;
  });
}

/**
 * A JavaScript object for a JSON object of scalars.
 * @param {string} json
 */
function objectLiteral(json) {
  const members = Object.entries(JSON.parse(json)).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : value}`,
  );
  return `{ ${members.join(', ')} }`;
}
