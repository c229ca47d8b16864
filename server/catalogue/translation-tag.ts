import type { ColumnSpec } from './column-tag.ts';
import type { ParamDefinition } from './param-tag.ts';

/** Texts of a column or a parameter in one language. */
export interface NamedTexts {
  label?: string;
  description?: string;
  /** Labels of values, by the value's text. */
  values: Map<string, string>;
}

/** Texts of a query in one language. For what is absent, another language's texts are used. */
export interface Translation {
  title?: string;
  description?: string;
  columns: Map<string, NamedTexts>;
  params: Map<string, NamedTexts>;
}

/** Translations by canonical BCP 47 language tag. */
export type Translations = Map<string, Translation>;

/** A `@LANGUAGE` line, split at its language. */
export interface TranslationLine {
  language: string;
  text: string;
  line: number;
}

/** The declarations of a file that its translations refer to. */
export interface Declarations {
  /** Language of the title and the descriptions without a language tag. */
  language: string;
  params: readonly ParamDefinition[];
  columns: readonly ColumnSpec[];
}

const KINDS = ['title', 'description', 'column', 'param', 'choice', 'value'] as const;
type Kind = (typeof KINDS)[number];

const FORMS: Record<Kind, string> = {
  title: 'title TEXT',
  description: 'description TEXT',
  column: 'column NAME "LABEL" [DESCRIPTION]',
  param: 'param NAME "LABEL" [DESCRIPTION]',
  choice: 'choice PARAM VALUE "LABEL", …',
  value: 'value COLUMN VALUE "LABEL", …',
};

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** The canonical form of a language tag; undefined if it is malformed or its language is not a known one. */
export function knownLanguage(tag: string): string | undefined {
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    return languageNames.of(canonical.split('-')[0] ?? '') && canonical;
  } catch {
    return undefined;
  }
}

/** Types whose values may have labels. */
const LABELLED: readonly ColumnSpec['type'][] = ['text', 'integer', 'boolean'];

/**
 * Parses the `@LANGUAGE` lines of a file.
 * @param report called with each mistake
 */
export function parseTranslations(
  lines: readonly TranslationLine[],
  declared: Declarations,
  report: (line: number, reason: string) => void,
): Translations {
  const translations: Translations = new Map();
  for (const { language, text, line } of lines) {
    const translation = translations.get(language) ?? { columns: new Map(), params: new Map() };
    translations.set(language, translation);
    const mistake = addText(translation, text, declared, language === declared.language);
    if (mistake) report(line, `@${language} ${mistake}`);
  }
  return translations;
}

/** Adds the text of one line. @returns what is wrong with it, to complete a sentence that begins with the tag */
function addText(
  translation: Translation,
  text: string,
  declared: Declarations,
  isDefault: boolean,
): string | undefined {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(text) ?? [];
  const kind = KINDS.find((known) => known === word);
  if (!kind) return `takes one of ${KINDS.join(', ')}, not "${word}"`;
  switch (kind) {
    case 'title':
      if (isDefault) return 'title is not allowed: it is the first line of the file';
      if (!rest) return `must look like ${FORMS.title}`;
      if (translation.title !== undefined) return 'title is declared twice';
      translation.title = rest;
      return undefined;
    case 'description':
      if (isDefault) return 'description is not allowed: it follows the first line of the file';
      if (!rest) return `must look like ${FORMS.description}`;
      // Further lines continue the text.
      translation.description = translation.description === undefined ? rest : `${translation.description} ${rest}`;
      return undefined;
    case 'column':
    case 'param':
      return addLabel(translation, kind, rest, declared, isDefault);
    case 'choice':
    case 'value':
      return addValues(translation, kind, rest, declared);
  }
}

function addLabel(
  translation: Translation,
  kind: 'column' | 'param',
  rest: string,
  declared: Declarations,
  isDefault: boolean,
): string | undefined {
  const [, name, quoted = '', description = ''] = /^([^\s"]+)\s+"([^"]*)"\s*(.*)$/.exec(rest) ?? [];
  const label = quoted.trim();
  if (!name || !label) return `must look like ${FORMS[kind]}`;
  const names = kind === 'column' ? declared.columns : declared.params;
  if (!names.some((known) => known.name === name)) return `${kind} ${name}: there is no @${kind} ${name}`;
  if (isDefault && description) return `${kind} ${name} takes a label only: its description is in the line @${kind}`;
  const texts = textsOf(kind === 'column' ? translation.columns : translation.params, name);
  if (texts.label !== undefined) return `${kind} ${name} is declared twice`;
  texts.label = label;
  if (description) texts.description = description;
  return undefined;
}

function addValues(
  translation: Translation,
  kind: 'choice' | 'value',
  rest: string,
  { columns, params }: Declarations,
): string | undefined {
  const [, name = '', list = ''] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
  const pairs = parsePairs(list);
  if (!pairs) return `must look like ${FORMS[kind]}`;
  const param = kind === 'choice' ? params.find((known) => known.name === name) : undefined;
  const column = kind === 'value' ? columns.find((known) => known.name === name) : undefined;
  if (!param && !column) return `${kind} ${name}: there is no @${kind === 'choice' ? 'param' : 'column'} ${name}`;
  if (param && !param.values) return `choice ${name}: the parameter ${name} is not a list of values`;
  if (column && !LABELLED.includes(column.type))
    return `value ${name}: only columns of type ${LABELLED.join(', ')} have labels of values`;
  const { values } = textsOf(param ? translation.params : translation.columns, name);
  for (const [value, label] of pairs) {
    if (param?.values?.includes(value) === false)
      return `choice ${name} ${value}: the values are ${param.values.join(', ')}`;
    if (values.has(value)) return `${kind} ${name} ${value} is declared twice`;
    values.set(value, label);
  }
  return undefined;
}

const PAIR = /\s*(?:"([^"]*)"|([^\s",]+))\s+"([^"]*)"\s*(,|$)/y;

/** Parses `VALUE "LABEL", VALUE "LABEL"`; a value with white space or a comma is quoted, too. Undefined if it is malformed. */
function parsePairs(text: string): [value: string, label: string][] | undefined {
  const pairs: [string, string][] = [];
  let separator: string | undefined = ',';
  PAIR.lastIndex = 0;
  while (separator === ',') {
    const [, quoted, word = '', label = '', next] = PAIR.exec(text) ?? [];
    if (!label.trim()) return undefined;
    pairs.push([quoted ?? word, label.trim()]);
    separator = next;
  }
  return pairs;
}

function textsOf(texts: Map<string, NamedTexts>, name: string): NamedTexts {
  const known = texts.get(name) ?? { values: new Map() };
  texts.set(name, known);
  return known;
}
