import { cell, code, table } from './markdown.js';

const declarations = (manifest) => manifest.modules.flatMap(({ declarations: found = [] }) => found);

const elementsOf = (manifest) =>
  declarations(manifest)
    .filter(({ customElement, tagName }) => customElement && tagName)
    .sort((a, b) => a.tagName.localeCompare(b.tagName));

// The analyzer also lists arguments of dispatchEvent that are no names.
const isEvent = ({ name }) => name?.startsWith('letz-');

const attributeRows = (attributes) =>
  attributes.map(({ name, type, default: value, description }) => {
    const kind = type?.text.replace(/( \| (undefined|null))+$/, '') ?? '';
    const fallback = value && value !== 'undefined' && value !== "''" ? code(value) : '';
    return [code(name), kind && code(kind), fallback, cell(description)];
  });

const nameRows = (list) =>
  list.map(({ name, default: value, description }) => [code(value ? `${name}: ${value}` : name), cell(description)]);

/** Tables of what a declaration documents; `own` leaves out what all elements have. */
function tables(declaration, own = false) {
  const of = (list = []) => list.filter(({ inheritedFrom }) => !own || inheritedFrom?.name !== 'LetzElement');
  const methods = of(declaration.members).filter(
    ({ kind, privacy, name, description }) =>
      kind === 'method' && privacy !== 'private' && privacy !== 'protected' && description && !name.startsWith('#'),
  );
  return [
    table(['Attribute', 'Type', 'Default', ''], attributeRows(of(declaration.attributes))),
    table(
      ['Method', ''],
      methods.map(({ name, parameters = [], description }) => [
        code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
        cell(description),
      ]),
    ),
    table(['Event', ''], nameRows(of(declaration.events).filter(isEvent))),
    table(
      ['Slot', ''],
      of(declaration.slots).map(({ name, description }) => [code(name || '(default)'), cell(description)]),
    ),
    table(['Part', ''], nameRows(of(declaration.cssParts))),
    table(
      ['State', ''],
      of(declaration.cssStates).map(({ name, description }) => [code(`:state(${name})`), cell(description)]),
    ),
    table(['CSS property', ''], nameRows(of(declaration.cssProperties))),
  ].join('');
}

/** The reference of all elements, from the custom elements manifest. */
export function elementsReference(manifest) {
  const base = declarations(manifest).find(({ name }) => name === 'LetzElement');
  const shared = `### All elements\n\n${tables(base)}`;
  const sections = elementsOf(manifest).map((element) => {
    const { tagName, summary = '', description = '' } = element;
    return `### \`<${tagName}>\`\n\n${[summary, description].filter(Boolean).join('\n\n')}\n\n${tables(element, true)}`;
  });
  return [shared, ...sections].join('');
}
