import { VIEWS, type View } from '../contract/query.ts';
import { type ColumnSpec, checkRoles, parseColumnTag } from './column-tag.ts';
import { type CountStep, parseCountTag } from './count-tag.ts';
import { type ParamDefinition, parseParamTag } from './param-tag.ts';
import { parseSourceTag, type SourceTable } from './source-tag.ts';
import { checkBody, LINE_END } from './sql-text.ts';
import { knownLanguage, parseTranslations, type TranslationLine, type Translations } from './translation-tag.ts';

/** A parsed `.sql` file, not yet checked against models and database. */
export interface QueryFile {
  /** The path, relative to the current folder, as used in messages. */
  file: string;
  name: string;
  title: string;
  description: string;
  params: ParamDefinition[];
  columns: ColumnSpec[];
  use: { name: string; line: number }[];
  /** Values that a column of a table must have for the results to be right; checked by `check-queries`. */
  expect: ExpectedValues[];
  /** Steps from the stored rows to those that count. */
  counts: CountStep[];
  /** Tables that the file itself reads, without those of its models. */
  source: SourceTable[];
  /** `@covers` lines: parameter values for which a rollup model gives the right result. */
  covers: { param: string; value: string }[];
  /** Seconds to which a default `as_of` is rounded down; null: `FRESH_SECONDS`. */
  fresh: number | null;
  view: View;
  pii: boolean;
  /** Language of the texts without a language tag, as a canonical BCP 47 tag. */
  language: string;
  /** Texts of `@pt` lines and their like, labels in the file's own language among them. */
  translations: Translations;
  /**
   * The file with blank lines in place of its translations, which a database with another encoding could not read. The
   * header is a comment, so lines in SQL errors are lines of the file.
   */
  sql: string;
}

/** An `@expect` line. */
export interface ExpectedValues {
  table: string;
  column: string;
  values: string[];
  line: number;
}

/** A mistake in a query file. */
export interface FileProblem {
  file: string;
  line: number;
  reason: string;
  /** SQLSTATE, if the database reported it. */
  state?: string;
}

/** All mistakes in a set of query files. The message has one line for each: `file:line: reason`. */
export class QueryFilesError extends Error {
  readonly problems: FileProblem[];

  constructor(problems: FileProblem[]) {
    // Queries that share a broken model report the same mistake.
    super([...new Set(joinDenials(problems).map(({ file, line, reason }) => `${file}:${line}: ${reason}`))].join('\n'));
    this.problems = problems;
  }
}

/** SQLSTATE `insufficient_privilege`. */
export const INSUFFICIENT_PRIVILEGE = '42501';

/** Keeps one problem for each missing privilege: one missing GRANT can break every query. */
function joinDenials(problems: FileProblem[]): FileProblem[] {
  const isDenial = ({ state }: FileProblem) => state === INSUFFICIENT_PRIVILEGE;
  return problems.flatMap((problem, index) => {
    if (!isDenial(problem)) return [problem];
    const same = problems.filter((other) => isDenial(other) && other.reason === problem.reason);
    if (problems.indexOf(same[0] ?? problem) !== index) return [];
    const files = new Set(same.map(({ file }) => file)).size;
    return [files > 1 ? { ...problem, reason: `${problem.reason} (the same in ${files - 1} more files)` } : problem];
  });
}

/** `rollup`: a model that reads rollups in place of the model of the same name. */
export type FileKind = 'query' | 'model' | 'rollup';

const MAX_FRESH_SECONDS = 86_400;

/** A tag after the header. */
const MISPLACED_TAG =
  /^\s*--\s*@((param|column|use|expect|covers|count|source|fresh|view|pii|language)\b|[a-z]{2,3}(-\w+)*\s+(title|description|column|param|choice|value)\s)/i;

/**
 * Parses a query or model file: a header of `--` lines (title, description, tags), then one SELECT.
 * @throws {QueryFilesError} with all mistakes in the file
 */
export function parseQueryFile(file: string, name: string, text: string, kind: FileKind): QueryFile {
  // PostgreSQL reads a byte order mark as part of the first word.
  const sql = text.replace(/^\uFEFF/, '');
  const query: QueryFile = {
    file,
    name,
    title: '',
    description: '',
    params: [],
    columns: [],
    use: [],
    expect: [],
    counts: [],
    source: [],
    covers: [],
    fresh: null,
    view: 'table',
    pii: false,
    language: 'en',
    translations: new Map(),
    sql,
  };
  const problems: FileProblem[] = [];
  const report = (line: number, reason: string) => problems.push({ file, line, reason });
  const description: string[] = [];
  const seen = new Set<string>();
  const translated: TranslationLine[] = [];

  const tags: Record<string, (rest: string, line: number) => void> = {
    param(rest, line) {
      const param = parseParamTag(rest, line);
      if (typeof param === 'string') report(line, `@param: ${param}`);
      else if (query.params.some(({ name }) => name === param.name))
        report(line, `@param ${param.name} is declared twice`);
      else query.params.push(param);
    },
    column(rest, line) {
      const column = parseColumnTag(rest, line);
      if (typeof column === 'string') report(line, `@column: ${column}`);
      else if (query.columns.some(({ name }) => name === column.name))
        report(line, `@column ${column.name} is declared twice`);
      else query.columns.push(column);
    },
    use(rest, line) {
      const names = rest.split(',').map((part) => part.trim());
      for (const name of names) {
        if (!/^[a-z][a-z0-9_]*$/.test(name)) report(line, `@use takes model names, separated by commas, not "${name}"`);
        else if (query.use.some((used) => used.name === name)) report(line, `@use ${name} is declared twice`);
        else query.use.push({ name, line });
      }
    },
    expect(rest, line) {
      const [, table, column, list] = /^([a-z_]\w*)\.([a-z_]\w*)\s+(\S.*)$/.exec(rest) ?? [];
      const values = list?.split(',').map((value) => value.trim()) ?? [];
      if (table && column && values.every(Boolean)) query.expect.push({ table, column, values, line });
      else report(line, `@expect takes TABLE.COLUMN and values separated by commas, not "${rest}"`);
    },
    count(rest, line) {
      const step = parseCountTag(rest, line);
      if (typeof step === 'string') report(line, `@count ${step}`);
      else query.counts.push(step);
    },
    source(rest, line) {
      const source = parseSourceTag(rest, line);
      if (typeof source === 'string') report(line, `@source ${source}`);
      else query.source.push(source);
    },
    covers(rest, line) {
      const [, param, value] = /^([a-z_]\w*)\s+(\S+)$/.exec(rest) ?? [];
      if (param && value) query.covers.push({ param, value });
      else report(line, `@covers takes a parameter and its value, not "${rest}"`);
    },
    fresh(rest, line) {
      const seconds = /^[1-9]\d{0,5}$/.test(rest) ? Number(rest) : Number.NaN;
      if (seconds <= MAX_FRESH_SECONDS) query.fresh = seconds;
      else report(line, `@fresh takes whole seconds from 1 to ${MAX_FRESH_SECONDS}, not "${rest}"`);
    },
    view(rest, line) {
      const view = VIEWS.find((known) => known === rest);
      if (view) query.view = view;
      else report(line, `@view takes one of ${VIEWS.join(', ')}, not "${rest}"`);
    },
    pii(rest, line) {
      query.pii = true;
      if (rest) report(line, '@pii takes no value');
    },
    language(rest, line) {
      const language = knownLanguage(rest);
      if (language) query.language = language;
      else report(line, `@language takes a language tag such as en or pt-BR, not "${rest}"`);
    },
  };
  const allowed = {
    query: Object.keys(tags).filter((tag) => tag !== 'covers'),
    model: ['use', 'expect', 'count', 'source'],
    rollup: ['use', 'expect', 'covers'],
  }[kind];
  const repeatable = ['param', 'column', 'use', 'expect', 'count', 'source', 'covers'];
  const tagList = `${allowed.map((known) => `@${known}`).join(', ')}${kind === 'query' ? ' or a language such as @pt' : ''}`;

  const lines = sql.split(LINE_END);
  const bodyStart = lines.findIndex((line) => !line.trimStart().startsWith('--'));
  const header = bodyStart < 0 ? lines : lines.slice(0, bodyStart);
  header.forEach((text, index) => {
    const line = index + 1;
    const content = text.trim().slice(2).trim();
    if (!content.startsWith('@')) {
      if (line === 1) query.title = content;
      // Comments after the first tag are about the SQL.
      else if (!seen.size) description.push(content);
      return;
    }
    const [, tag = '', rest = ''] = /^@(\S*)\s*(.*)$/.exec(content) ?? [];
    const read = allowed.includes(tag) ? tags[tag] : undefined;
    const language = read || kind === 'model' ? undefined : knownLanguage(tag);
    if (language) translated.push({ language, text: rest.trim(), line });
    else if (!read) report(line, `@${tag} is not a tag of a ${kind} file; use ${tagList}`);
    else if (seen.has(tag) && !repeatable.includes(tag)) report(line, `@${tag} is declared twice`);
    else read(rest.trim(), line);
    seen.add(tag);
  });
  query.translations = parseTranslations(translated, query, report);
  query.sql = withoutLines(
    sql,
    translated.map(({ line }) => line),
  );
  query.description = description.join(' ').replace(/\s+/g, ' ').trim();

  if (!query.title) report(1, 'the first line must be the title, as in "-- Active users"');
  if (kind === 'query' && !query.columns.length)
    report(1, 'there is no @column line: declare each column of the result, in order');
  if (bodyStart < 0 || !lines.slice(bodyStart).join('').trim())
    report(lines.length, 'there is no SELECT after the header');
  lines.forEach((text, index) => {
    // Strings of PostgreSQL's protocol end at U+0000.
    if (text.includes('\0')) report(index + 1, 'SQL cannot contain the character U+0000');
    if (index >= header.length && MISPLACED_TAG.test(text)) {
      report(index + 1, 'tags belong into the header, before the SELECT and without an empty line between');
    }
  });
  problems.push(...checkBody(sql).map((problem) => ({ file, ...problem })));
  problems.push(...checkRoles(query.columns).map(({ line, reason }) => ({ file, line, reason: `@column: ${reason}` })));
  if (problems.length) throw new QueryFilesError(problems);
  return query;
}

/** Blanks lines, numbered from 1. */
function withoutLines(text: string, numbers: readonly number[]): string {
  if (!numbers.length) return text;
  const blank = new Set(numbers);
  // Lines and their ends alternate.
  const parts = text.split(new RegExp(`(${LINE_END.source})`));
  return parts.map((part, index) => (index % 2 === 0 && blank.has(index / 2 + 1) ? '' : part)).join('');
}
