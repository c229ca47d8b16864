import type { NamedQuery } from '../catalogue/registry.ts';
import { ConflictError } from '../postgres/errors.ts';
import type { TextValue } from '../postgres/statement.ts';
import { ProblemError } from '../shared/problems.ts';
import type { BoundQuery, Gateway } from './ask.ts';
import { jsonEncoder, printer } from './encode.ts';

export type Format = 'csv' | 'ndjson';

export const MEDIA_TYPES: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Rows fetched, encoded and sent at a time, at most: what an export holds in memory. */
const PORTION = 1000;

interface Encoding {
  head: string;
  row: (row: TextValue[]) => string;
}

/**
 * Streams all rows of a query, as fast as they are read. Resolves once the first of them are there, so that what fails
 * at once is still a problem; what fails later errors the stream, which breaks the connection.
 * @param signal fires when the reader has left
 * @param onBreak hears why a stream that had begun broke off
 * @throws {ProblemError} also `overloaded`, when other exports have all the connections that exports may have
 */
export async function exportRows(
  { database, exports, exportStallMs }: Gateway,
  { query, args }: BoundQuery,
  format: Format,
  signal: AbortSignal,
  onBreak: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const { head, row } = format === 'csv' ? csv(query) : ndjson(query);
  const leave = await exports.take('exports', signal);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const cancelled = new AbortController();
  writer.closed.catch(() => cancelled.abort());
  const left = AbortSignal.any([signal, cancelled.signal]);
  // A TextEncoderStream would take a hundred times as long: it looks at each character.
  const encoder = new TextEncoder();
  const write = (text: string) => taken(writer.write(encoder.encode(text)), exportStallMs);
  let begun = false;

  await new Promise<void>((resolve, reject) => {
    const begin = () => {
      begun = true;
      resolve();
    };
    const read = database.read(async (transaction) => {
      let text = head;
      try {
        for await (const rows of transaction.stream(query.statement.sql, args.values, PORTION, left)) {
          begin();
          await write(text + rows.map(row).join(''));
          text = '';
        }
      } catch (error) {
        // What the reader has can't be taken back, so there is no second try.
        const final = begun && error instanceof ConflictError;
        throw final ? new ProblemError(error.code, error.message, { cause: error.cause }) : error;
      }
      begin();
      if (text) await write(text);
    }, left);
    read
      .then(
        () => writer.close().catch(() => undefined),
        (error) => {
          reject(error);
          if (begun && !left.aborted) onBreak(error);
          // Of its own, because the HTTP server prints it, and the database's errors may quote values.
          return writer.abort(new Error('The export broke off.'));
        },
      )
      .finally(leave);
  });
  return readable;
}

/** Waits for the reader to take a portion, but not for ever: meanwhile a connection is of no use to others. */
async function taken(writing: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stall = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProblemError('timeout', 'The export was not read.')), ms);
  });
  try {
    await Promise.race([writing, stall]);
  } finally {
    clearTimeout(timer);
  }
}

function ndjson({ columns }: NamedQuery): Encoding {
  const fields = columns.map((column) => ({ key: `${JSON.stringify(column.name)}:`, encode: jsonEncoder(column) }));
  const row = (values: TextValue[]) =>
    `{${fields.map(({ key, encode }, index) => key + encode(values[index] ?? null)).join()}}\n`;
  return { head: '', row };
}

/** RFC 4180, with a header line. */
function csv({ columns }: NamedQuery): Encoding {
  const encoders = columns.map((column) => {
    const print = printer(column);
    const isText = column.type === 'text' || column.type === 'json';
    return (value: TextValue) => (value === null ? '' : quote(isText ? defuse(print(value)) : print(value)));
  });
  const row = (values: TextValue[]) => `${encoders.map((encode, index) => encode(values[index] ?? null)).join()}\r\n`;
  return { head: `${columns.map(({ name }) => name).join()}\r\n`, row };
}

/**
 * Spreadsheets run a cell that begins with one of these, even after white space or full-width (OWASP, "CSV Injection").
 * Some take `;` or a tab for what separates cells, quoted or not: what follows one is a cell's beginning, too.
 */
const FORMULAS =
  /^\s*(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r])|[;\t][^\S;\t]*(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** Most texts have none, and should cost no more than a look at their start. */
const defuse = (text: string) =>
  /^[\s=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) || text.includes(';') || text.includes('\t')
    ? text.replace(FORMULAS, guard)
    : text;

const guard = (start: string, at: number) => (at === 0 && !start.startsWith(';') ? `'${start}` : `${start}'`);

const quote = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
