import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';

/** A table that a search found, with the columns found; none if only the table itself matches. */
export interface Hit {
  table: SchemaTable;
  columns: SchemaColumn[];
}

/** A part of a text, and whether it matches the search. */
export interface Segment {
  text: string;
  hit: boolean;
}

interface Entry {
  table: SchemaTable;
  name: string;
  own: string;
  columns: { column: SchemaColumn; name: string; own: string; labels: string }[];
}

/** Texts of all tables and columns, folded once, so that a key press only compares. */
export type SearchIndex = readonly Entry[];

/** Length from which on a word also matches the beginning of a label's word. */
const PREFIX_LENGTH = 5;

/** Lower case, without the accents of Latin letters. The length stays the same, and with it all positions. */
function fold(text: string): string {
  return text.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').charAt(0)).toLowerCase();
}

/** The words of a search, folded. A dot separates words, too: `users.waid` is a table and its column. */
export function searchWords(text: string): string[] {
  return fold(text)
    .split(/[\s.]+/)
    .filter(Boolean);
}

/** @param labelsOf further texts by which a column is found */
export function indexTables(
  tables: readonly SchemaTable[],
  labelsOf: (table: SchemaTable, column: SchemaColumn) => string,
): SearchIndex {
  return tables.map((table) => {
    const name = fold(table.name);
    return {
      table,
      name,
      own: `${name} ${fold(`${table.schema} ${table.kind} ${table.description ?? ''}`)}`,
      columns: table.columns.map((column) => {
        const name = fold(column.name);
        const own = `${name} ${fold(`${column.type} ${column.description ?? ''}`)}`;
        return { column, name, own, labels: ` ${fold(labelsOf(table, column))} ` };
      }),
    };
  });
}

/**
 * Tables and columns that contain every word, in a column's name, type, description or labels or in its table's name.
 * Best match first: table of that name, prefix, all words, some words, names of columns, the rest.
 */
export function search(index: SearchIndex, words: readonly string[]): Hit[] {
  const ranked: { hit: Hit; rank: number }[] = [];
  for (const { table, name, own, columns } of index) {
    const found = columns.filter(
      (column) =>
        words.some((word) => matches(column, word)) &&
        words.every((word) => matches(column, word) || name.includes(word)),
    );
    if (found.length === 0 && !words.every((word) => own.includes(word))) continue;
    ranked.push({
      hit: { table, columns: found.map(({ column }) => column) },
      rank: rank(
        name,
        found.map((column) => column.name),
        words,
      ),
    });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit);
}

/** Labels match by whole words only: a part of a short one would match nearly everywhere. */
const matches = ({ own, labels }: Entry['columns'][number], word: string) =>
  own.includes(word) || labels.includes(word.length < PREFIX_LENGTH ? ` ${word} ` : ` ${word}`);

function rank(table: string, columns: readonly string[], words: readonly string[]): number {
  const whole = words.join(' ');
  if (table === whole) return 0;
  if (table.startsWith(whole)) return 1;
  if (words.every((word) => table.includes(word))) return 2;
  if (words.some((word) => table.includes(word))) return 3;
  return columns.some((column) => words.some((word) => column.includes(word))) ? 4 : 5;
}

/** A text split into matching and other parts. */
export function highlight(text: string, words: readonly string[]): Segment[] {
  const folded = fold(text);
  const marked = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      marked.fill(1, at, at + word.length);
    }
  }
  const segments: Segment[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && marked[end] === marked[start]) end += 1;
    segments.push({ text: text.slice(start, end), hit: marked[start] === 1 });
    start = end;
  }
  return segments;
}
