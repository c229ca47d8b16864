import { VIEWS, type View } from '../contract/query.ts';
import { type ColumnSpec, checkRoles, parseColumnTag } from './column-tag.ts';
import { type ParamDefinition, parseParamTag } from './param-tag.ts';

/** One `.sql` file, read but not yet checked against models and database. */
export interface QueryFile {
  /** The path as messages name it. */
  file: string;
  name: string;
  title: string;
  description: string;
  params: ParamDefinition[];
  columns: ColumnSpec[];
  use: { name: string; line: number }[];
  /** Seconds for which a default `as_of` stays the same; null: the gateway's own. */
  fresh: number | null;
  view: View;
  pii: boolean;
  /** The whole file: its header is comments, so positions in SQL errors are positions in the file. */
  sql: string;
}

/** What is wrong with a file, and where. */
export interface FileProblem {
  file: string;
  line: number;
  reason: string;
}

/** All that is wrong with a set of query files: one line a problem, `file:line: reason`. */
export class QueryFilesError extends Error {
  readonly problems: FileProblem[];

  constructor(problems: FileProblem[]) {
    // Queries that share a broken model all report it.
    super([...new Set(problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`))].join('\n'));
    this.problems = problems;
  }
}

const MAX_FRESH_SECONDS = 86_400;
/** What ends a line, and with it a `--` comment: PostgreSQL's own reading. */
export const LINE_END = /\r\n|\n|\r/;

/**
 * Reads one file of `server/queries/` or `server/models/`: a header of `--` lines (title, description, tags) and one SELECT.
 * @throws {QueryFilesError} with everything that is wrong with it.
 */
export function parseQueryFile(file: string, name: string, text: string, kind: 'query' | 'model'): QueryFile {
  // A byte order mark would be part of a word for PostgreSQL.
  const sql = text.replace(/^\uFEFF/, '');
  const query: QueryFile = {
    file,
    name,
    title: '',
    description: '',
    params: [],
    columns: [],
    use: [],
    fresh: null,
    view: 'table',
    pii: false,
    sql,
  };
  const problems: FileProblem[] = [];
  const report = (line: number, reason: string) => problems.push({ file, line, reason });
  const description: string[] = [];
  const seen = new Set<string>();

  const tags: Record<string, (rest: string, line: number) => void> = {
    param(rest, line) {
      const param = parseParamTag(rest, line);
      if (typeof param === 'string') report(line, `@param: ${param}`);
      else if (query.params.some(({ name }) => name === param.name)) report(line, `@param ${param.name} stands twice`);
      else query.params.push(param);
    },
    column(rest, line) {
      const column = parseColumnTag(rest, line);
      if (typeof column === 'string') report(line, `@column: ${column}`);
      else if (query.columns.some(({ name }) => name === column.name))
        report(line, `@column ${column.name} stands twice`);
      else query.columns.push(column);
    },
    use(rest, line) {
      const names = rest.split(',').map((part) => part.trim());
      for (const name of names) {
        if (!/^[a-z][a-z0-9_]*$/.test(name)) report(line, `@use takes model names, separated by commas, not "${name}"`);
        else if (query.use.some((used) => used.name === name)) report(line, `@use ${name} stands twice`);
        else query.use.push({ name, line });
      }
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
      if (rest) report(line, '@pii stands on a line alone');
    },
  };
  const allowed = kind === 'query' ? Object.keys(tags) : ['use'];
  const repeatable = ['param', 'column', 'use'];

  const lines = sql.split(LINE_END);
  const bodyStart = lines.findIndex((line) => !line.trimStart().startsWith('--'));
  const header = bodyStart < 0 ? lines : lines.slice(0, bodyStart);
  header.forEach((text, index) => {
    const line = index + 1;
    const content = text.trim().slice(2).trim();
    if (!content.startsWith('@')) {
      if (line === 1) query.title = content;
      // Comments after the tags are about the SQL.
      else if (!seen.size) description.push(content);
      return;
    }
    const [, tag = '', rest = ''] = /^@(\S*)\s*(.*)$/.exec(content) ?? [];
    const read = allowed.includes(tag) ? tags[tag] : undefined;
    if (!read) report(line, `@${tag} is no tag here; there are ${allowed.map((known) => `@${known}`).join(', ')}`);
    else if (seen.has(tag) && !repeatable.includes(tag)) report(line, `@${tag} stands twice`);
    else read(rest.trim(), line);
    seen.add(tag);
  });
  query.description = description.join(' ').replace(/\s+/g, ' ').trim();

  if (!query.title) report(1, 'the first line must be the title, as in "-- Active users"');
  if (kind === 'query' && !query.columns.length) report(1, 'no @column: name each column of the result, in order');
  if (bodyStart < 0 || !lines.slice(bodyStart).join('').trim())
    report(lines.length, 'there is no SELECT after the header');
  lines.forEach((text, index) => {
    // The protocol's texts end there: what follows would be read as something else.
    if (text.includes('\0')) report(index + 1, 'the character U+0000 must not stand in SQL');
    if (index >= header.length && /^\s*--\s*@(param|column|use|fresh|view|pii)\b/.test(text)) {
      report(index + 1, 'a tag must stand in the header, before the SELECT and without an empty line between');
    }
  });
  problems.push(...checkRoles(query.columns).map(({ line, reason }) => ({ file, line, reason: `@column: ${reason}` })));
  if (problems.length) throw new QueryFilesError(problems);
  return query;
}
