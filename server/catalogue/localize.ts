import type { Column } from '../contract/column.ts';
import type { Param } from '../contract/query.ts';
import { AS_OF_TEXTS } from '../params/as-of-texts.ts';
import { AS_OF } from '../params/bind.ts';
import { ProblemError } from '../shared/problems.ts';
import { columnOf } from './column-tag.ts';
import type { QueryFile } from './query-file.ts';
import type { Translation, Translations } from './translation-tag.ts';

/** The texts of a query in one language, as sent with results and in the catalogue. */
export interface LocalizedTexts {
  title: string;
  description: string;
  columns: Column[];
  /** The parameters, `as_of` first. */
  params: Param[];
}

/** The part of a query file that holds its texts. */
export type TranslatedFile = Pick<
  QueryFile,
  'language' | 'title' | 'description' | 'params' | 'columns' | 'translations'
>;

/**
 * Reads the locale of a request. @param param the parameter's name, for the problem
 * @returns its canonical form; undefined if there is none
 * @throws {ProblemError} `invalid-parameter` if it is not a BCP 47 language tag
 */
export function readLocale(locale: unknown, param: string): string | undefined {
  if (locale === undefined) return undefined;
  try {
    if (typeof locale === 'string') return Intl.getCanonicalLocales(locale)[0];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new ProblemError('invalid-parameter', `${param} must be a language tag such as pt or pt-BR.`, { param });
}

/** A locale and its less specific forms (RFC 4647, section 3.4, Lookup): `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function lookupRange(locale: string): string[] {
  const subtags = locale.split('-');
  const range: string[] = [];
  for (let length = subtags.length; length > 0; length--) {
    // A singleton such as -u- has no meaning without what follows it.
    if (length === 1 || (subtags[length - 1]?.length ?? 0) > 1) range.push(subtags.slice(0, length).join('-'));
  }
  return range;
}

/**
 * The language in which a query is shown for a locale: the most specific one that the file has, else the file's own. Equal
 * languages have equal texts, so the language stands for the locale in cache keys.
 * @param locale canonical; undefined: the file's own language
 */
export function languageFor({ language, translations }: TranslatedFile, locale: string | undefined): string {
  const range = locale === undefined ? [] : lookupRange(locale);
  return range.find((tag) => tag === language || translations.has(tag)) ?? language;
}

/** Texts by file and language. */
const localizedTexts = new WeakMap<TranslatedFile, Map<string, LocalizedTexts>>();

/** The texts of a query in a language that `languageFor` returned. A missing text is taken from the next language. */
export function localize(file: TranslatedFile, language: string): LocalizedTexts {
  const byLanguage = localizedTexts.get(file) ?? new Map<string, LocalizedTexts>();
  localizedTexts.set(file, byLanguage);
  const texts = byLanguage.get(language) ?? collectTexts(file, language);
  byLanguage.set(language, texts);
  return texts;
}

/** The title of a query for a locale. */
export const titleFor = (file: TranslatedFile, locale: string | undefined): string =>
  localize(file, languageFor(file, locale)).title;

function collectTexts(file: TranslatedFile, language: string): LocalizedTexts {
  const chain = translationChain(file.translations, language, file.language);
  const first = <T>(pick: (translation: Translation) => T | undefined): T | undefined => {
    for (const { translation } of chain) {
      const text = translation && pick(translation);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  /** The same for texts that the file has in its own language: they precede the translations after it. */
  const own = (pick: (translation: Translation) => string | undefined, text: string) => {
    for (const { tag, translation } of chain) {
      const found = tag === file.language ? text : translation && pick(translation);
      if (found !== undefined) return found;
    }
    return text;
  };
  const localized = <T extends { name: string; description: string }>(
    item: T,
    kind: 'columns' | 'params',
    values: Iterable<string>,
  ): T => {
    const label = first((translation) => translation[kind].get(item.name)?.label);
    const labels: Record<string, string> = {};
    for (const value of values) {
      const text = first((translation) => translation[kind].get(item.name)?.values.get(value));
      // Values such as __proto__ become members like others.
      if (text !== undefined) Object.defineProperty(labels, value, { value: text, enumerable: true });
    }
    return {
      ...item,
      description: own((translation) => translation[kind].get(item.name)?.description, item.description),
      ...(label !== undefined && { label }),
      ...(Object.keys(labels).length && { labels }),
    };
  };
  return {
    title: own(({ title }) => title, file.title),
    description: own(({ description }) => description, file.description),
    columns: file.columns.map((column) =>
      localized(columnOf(column), 'columns', labelledValues(file.translations, column.name)),
    ),
    params: [
      { ...AS_OF, ...(AS_OF_TEXTS[language.split('-')[0] ?? ''] ?? AS_OF_TEXTS.en) },
      ...file.params.map(({ line, ...param }) => localized<Param>(param, 'params', param.values ?? [])),
    ],
  };
}

/** Languages whose texts are used for a language, the preferred one first; the file's own is the last. */
function translationChain(
  translations: Translations,
  language: string,
  own: string,
): { tag: string; translation: Translation | undefined }[] {
  const tags = [...new Set([...lookupRange(language), own])];
  return tags.map((tag) => ({ tag, translation: translations.get(tag) }));
}

/** All values of a column that have a label in some language. */
export function labelledValues(translations: Translations, column: string): Set<string> {
  const texts = [...translations.values()].flatMap(({ columns }) => columns.get(column) ?? []);
  return new Set(texts.flatMap(({ values }) => [...values.keys()]));
}
