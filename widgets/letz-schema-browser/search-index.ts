import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';

/** A table that a search found, with those of its columns that it found; none when only the table itself fits. */
export interface Hit {
  table: SchemaTable;
  columns: SchemaColumn[];
}

/** A part of a text, and whether a search's word stands there. */
export interface Segment {
  text: string;
  hit: boolean;
}

interface Entry {
  table: SchemaTable;
  name: string;
  own: string;
  columns: { column: SchemaColumn; name: string; own: string; facts: string }[];
}

/** Everything that can be searched, folded once, so that a keystroke only compares. */
export type SearchIndex = readonly Entry[];

/** Letters from which on the beginning of a fact's word is enough. */
const WHOLE = 5;

/** Lower case, without the accents of Latin letters; a text keeps its length, so positions in it stay right. */
function fold(text: string): string {
  return text.replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').charAt(0)).toLowerCase();
}

/** A search's words, folded. A dot parts words too: `users.waid` is that table's column. */
export function searchWords(text: string): string[] {
  return fold(text)
    .split(/[\s.]+/)
    .filter(Boolean);
}

/** @param facts by what else a column can be found */
export function indexTables(
  tables: readonly SchemaTable[],
  facts: (table: SchemaTable, column: SchemaColumn) => string,
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
        return { column, name, own, facts: ` ${fold(facts(table, column))} ` };
      }),
    };
  });
}

/**
 * Tables and columns in which every word occurs: in a column's own name, type or description, in what else is known of
 * it, or else in its table's name. Best first: the table of just that name, names that begin so, names that hold all or
 * some of it, columns' names, the rest.
 */
export function search(index: SearchIndex, words: readonly string[]): Hit[] {
  const ranked: { hit: Hit; rank: number }[] = [];
  for (const { table, name, own, columns } of index) {
    const found = columns.filter(
      (column) =>
        words.some((word) => fits(column, word)) && words.every((word) => fits(column, word) || name.includes(word)),
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

/** Facts are short and of few kinds: a part of a word, as one begins to type, would find them everywhere. */
const fits = ({ own, facts }: Entry['columns'][number], word: string) =>
  own.includes(word) || facts.includes(word.length < WHOLE ? ` ${word} ` : ` ${word}`);

function rank(table: string, columns: readonly string[], words: readonly string[]): number {
  const whole = words.join(' ');
  if (table === whole) return 0;
  if (table.startsWith(whole)) return 1;
  if (words.every((word) => table.includes(word))) return 2;
  if (words.some((word) => table.includes(word))) return 3;
  return columns.some((column) => words.some((word) => column.includes(word))) ? 4 : 5;
}

/** A text cut where words begin and end, to mark them. */
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
