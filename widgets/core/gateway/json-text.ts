import { type AnyResult, isJson, type JsonSource, takeJsonSource } from './json-source.ts';

/**
 * JSON values as they are stored. `JSON.parse` rounds numbers, reorders members and drops duplicate keys, so the text of
 * a `json` column is cut out of the response's text.
 */

/** Text of each value of a column; null for columns of other types. */
export type JsonColumns = ((string | null)[] | null)[];

const columns = new WeakMap<object, JsonColumns>();

/** Keeps the stored texts of a result's JSON columns, by column and row; the arrays may grow with the result. */
export function keepJsonColumns(result: AnyResult, texts: JsonColumns): void {
  columns.set(result, texts);
}

/** Stored texts of a result's JSON columns, on one line each; undefined if the page made the result itself. */
export function storedJson(result: AnyResult): JsonColumns | undefined {
  const source = takeJsonSource(result);
  if (source) columns.set(result, cutColumns(result, source));
  return columns.get(result);
}

function cutColumns(result: AnyResult, { text, path }: JsonSource): JsonColumns {
  const texts: JsonColumns = result.columns.map((column) => (isJson(column) ? [] : null));
  let at = skipSpace(text, 0);
  for (const step of path) at = typeof step === 'number' ? itemAt(text, at, step) : memberAt(text, at, step);
  if ('values' in result) {
    eachItem(text, memberAt(text, at, 'values'), (start, _, column) => {
      const cut = texts[column];
      if (cut) eachItem(text, start, (from, to) => cut.push(jsonText(text, from, to)));
    });
  } else {
    eachItem(text, memberAt(text, at, 'rows'), (start) => {
      eachItem(text, start, (from, to, column) => texts[column]?.push(jsonText(text, from, to)));
    });
  }
  return texts;
}

/** Tokens of JSON: strings, which are kept, and white space between others. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+/gs;

/** A value of a JSON text without white space between its tokens; null for `null`. */
export function jsonText(text: string, from: number, to: number): string | null {
  const value = text.slice(from, to);
  if (value === 'null') return null;
  return /\s/.test(value) ? value.replace(TOKENS, (token) => (token.startsWith('"') ? token : '')) : value;
}

/** A JSON text on several lines, indented by two spaces; its tokens stay as they are. */
export function indentJson(text: string): string {
  let depth = 0;
  const line = (by: number) => {
    depth += by;
    return `\n${'  '.repeat(depth)}`;
  };
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\[\]|\{\}|[[{,:}\]]/gs, (token) => {
    if (token === '[' || token === '{') return token + line(1);
    if (token === ']' || token === '}') return line(-1) + token;
    if (token === ',') return token + line(0);
    return token === ':' ? ': ' : token;
  });
}

const code = (mark: string) => mark.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA] = ['"', '\\', ','].map(code);
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = ['[', ']', '{', '}'].map(code);

/** Calls back for each item of the array that starts at a position. */
export function eachItem(text: string, at: number, callback: (from: number, to: number, index: number) => void): void {
  let from = skipSpace(text, at + 1);
  for (let index = 0; text.charCodeAt(from) !== CLOSE_ARRAY; index++) {
    const to = valueEnd(text, from);
    callback(from, to, index);
    from = nextStart(text, to);
  }
}

/** Calls back for each member of the object that starts at a position. */
export function eachMember(text: string, at: number, callback: (key: string, from: number, to: number) => void): void {
  let start = skipSpace(text, at + 1);
  while (text.charCodeAt(start) !== CLOSE_OBJECT) {
    const keyEnd = valueEnd(text, start);
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const to = valueEnd(text, from);
    callback(JSON.parse(text.slice(start, keyEnd)), from, to);
    start = nextStart(text, to);
  }
}

function itemAt(text: string, at: number, index: number): number {
  let from = skipSpace(text, at + 1);
  for (let item = 0; item < index; item++) from = nextStart(text, valueEnd(text, from));
  return from;
}

function memberAt(text: string, at: number, name: string): number {
  let found = -1;
  eachMember(text, at, (key, from) => {
    if (key === name) found = from;
  });
  return found;
}

/** Start of the next item or member, or the closing bracket. */
function nextStart(text: string, end: number): number {
  const at = skipSpace(text, end);
  return text.charCodeAt(at) === COMMA ? skipSpace(text, at + 1) : at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

/** End of the value that starts at a position. */
function valueEnd(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return closingQuote(text, from + 1) + 1;
  if (first !== OPEN_ARRAY && first !== OPEN_OBJECT) return literalEnd(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const mark = text.charCodeAt(at);
    if (mark === QUOTE) at = closingQuote(text, at + 1);
    else if (mark === OPEN_ARRAY || mark === OPEN_OBJECT) depth++;
    else if ((mark === CLOSE_ARRAY || mark === CLOSE_OBJECT) && --depth === 0) return at + 1;
  }
  return text.length;
}

function literalEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const mark = text.charCodeAt(at);
    if (mark <= 32 || mark === COMMA || mark === CLOSE_ARRAY || mark === CLOSE_OBJECT) return at;
  }
  return text.length;
}

/** Position of the quote that closes a string; -1 if the text ends before it. */
export function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
}
