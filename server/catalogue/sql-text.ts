/** Line ends as PostgreSQL's lexer reads them; each ends a `--` comment. */
export const LINE_END = /\r\n|\n|\r/;

/** One lexical token; alternatives in the order in which PostgreSQL tries them. */
const TOKEN =
  /--[^\n\r]*|\/\*|[eE]'(?:[^'\\]|\\.|'')*'?|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|./sy;

/**
 * Replaces comments, string constants and quoted identifiers by spaces, so that what is left is plain SQL. Offsets and
 * line breaks stay the same. Follows the PostgreSQL manual, "Lexical Structure".
 */
export function blankLiterals(sql: string): string {
  let result = '';
  for (let offset = 0; offset < sql.length; ) {
    TOKEN.lastIndex = offset;
    const [token = ''] = TOKEN.exec(sql) ?? [];
    const end = token === '/*' ? commentEnd(sql, offset) : isDollarQuote(token) ? quoteEnd(sql, offset, token) : 0;
    const text = end ? sql.slice(offset, end) : token;
    const isLiteral = end > 0 || /^(--|'|"|[eE]')/.test(token);
    result += isLiteral ? text.replace(/[^\n\r]/g, ' ') : text;
    offset += text.length;
  }
  return result;
}

const isDollarQuote = (token: string) => token.length > 1 && token.startsWith('$') && token.endsWith('$');

/** The end of a dollar-quoted string; that of the text if it is unterminated. */
function quoteEnd(sql: string, start: number, tag: string): number {
  const close = sql.indexOf(tag, start + tag.length);
  return close < 0 ? sql.length : close + tag.length;
}

/** The end of a block comment. Block comments nest. */
function commentEnd(sql: string, start: number): number {
  let depth = 0;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let match = mark.exec(sql); match; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

/** Mistakes in the body of a query file that need no database to be found, by line. */
export function checkBody(sql: string): { line: number; reason: string }[] {
  const plain = blankLiterals(sql);
  const problems: { line: number; reason: string }[] = [];
  const report = (offset: number, reason: string) =>
    problems.push({ line: plain.slice(0, offset).split(LINE_END).length, reason });

  const first = /^[\s(]*([A-Za-z]+)/.exec(plain);
  if (first?.[1] && !/^(select|with|values|table)$/i.test(first[1])) {
    report(first[0].length, `the statement must be a SELECT, not ${first[1].toUpperCase()}`);
    return problems;
  }
  const semicolon = plain.indexOf(';');
  if (semicolon >= 0) {
    const isLast = plain.slice(semicolon).replace(/[;\s]/g, '') === '';
    report(
      semicolon,
      isLast
        ? 'leave out the semicolon at the end: the SELECT becomes part of a larger statement'
        : 'a query file holds one SELECT; there is a second statement after the semicolon',
    );
  }
  for (const { 0: placeholder, index } of plain.matchAll(/(?<![\w$\u0080-\uffff])\$\d+/g)) {
    report(index, `${placeholder} cannot be used: declare a @param, add params to FROM and write params.NAME`);
  }
  return problems;
}
