import { labelledValues, lookupRange, type TranslatedFile } from './localize.ts';
import type { Registry } from './registry.ts';
import type { Translation } from './translation-tag.ts';

/**
 * Warns of texts that are missing in a language that other files use. Shipped files and those of `QUERIES_DIR` are compared
 * among themselves. A missing text is shown in the file's own language, without a mark.
 */
export function checkTranslations(registry: Registry): string[] {
  const queries = [...registry.values()];
  return [true, false].flatMap((shipped) => {
    const files = queries.filter((query) => query.shipped === shipped);
    const languages = new Set(files.flatMap(({ translations }) => [...translations.keys()]));
    return files.flatMap((file) =>
      [...languages].flatMap((language) => {
        const missing = missingTexts(file, language);
        return missing.length ? [`${file.file}: ${language} lacks ${missing.join(', ')}`] : [];
      }),
    );
  });
}

/**
 * The texts that a query lacks in a language, such as `title`, `column waid` or `choice by pillar`. A regional form such as
 * `pt-BR` needs no texts of its own where `pt` has them.
 */
export function missingTexts(file: TranslatedFile, language: string): string[] {
  const range = lookupRange(language);
  const translations = range.flatMap((tag) => file.translations.get(tag) ?? []);
  const has = (pick: (translation: Translation) => unknown) => translations.some((each) => pick(each) !== undefined);
  // Title and descriptions without a language tag are in the file's own language.
  const isOwn = range.includes(file.language);
  const missing: string[] = [];
  if (!isOwn && !has(({ title }) => title)) missing.push('title');
  if (!isOwn && file.description && !has(({ description }) => description)) missing.push('description');
  const checkItem = (kind: 'columns' | 'params', name: string, values: Iterable<string>) => {
    const [tag, valueTag] = kind === 'columns' ? ['column', 'value'] : ['param', 'choice'];
    if (!has((each) => each[kind].get(name)?.label)) missing.push(`${tag} ${name}`);
    else if (!isOwn && !has((each) => each[kind].get(name)?.description)) missing.push(`description of ${tag} ${name}`);
    for (const value of values) {
      if (!has((each) => each[kind].get(name)?.values.get(value))) missing.push(`${valueTag} ${name} ${value}`);
    }
  };
  for (const { name, values } of file.params) checkItem('params', name, values ?? []);
  for (const { name } of file.columns) checkItem('columns', name, labelledValues(file.translations, name));
  return missing;
}
