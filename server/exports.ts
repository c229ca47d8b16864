import type { Database } from './database.ts';
import type { Arguments } from './parameters.ts';
import type { NamedQuery } from './registry.ts';
import { jsonEncoder, type Printed, printer } from './values.ts';

export type Format = 'csv' | 'ndjson';

export const MEDIA_TYPES: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Rows fetched, encoded and sent at a time: what an export holds in memory. */
const PORTION = 1000;

interface Encoding {
  head: string;
  row: (row: Printed[]) => string;
}

/**
 * Streams all rows of a query, as fast as they are read. Resolves once the first of them are there, so that what fails
 * at once is still a problem; what fails later errors the stream, which breaks the connection.
 * @param signal fires when the reader has left
 * @param onBreak hears why a stream that had begun broke off
 */
export async function exportRows(
  database: Database,
  query: NamedQuery,
  args: Arguments,
  format: Format,
  signal: AbortSignal,
  onBreak: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array>> {
  const { head, row } = format === 'csv' ? csv(query) : ndjson(query);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const cancelled = new AbortController();
  writer.closed.catch(() => cancelled.abort());
  const left = AbortSignal.any([signal, cancelled.signal]);
  // A TextEncoderStream would take a hundred times as long: it looks at each character.
  const encoder = new TextEncoder();
  let begun = false;

  await new Promise<void>((resolve, reject) => {
    const begin = () => {
      begun = true;
      resolve();
    };
    const read = database.read(async (transaction) => {
      let text = head;
      for await (const rows of transaction.stream(query.statement.sql, args.values, PORTION, left)) {
        begin();
        await writer.write(encoder.encode(text + rows.map(row).join('')));
        text = '';
      }
      begin();
      if (text) await writer.write(encoder.encode(text));
    });
    read.then(
      () => writer.close().catch(() => undefined),
      (error) => {
        reject(error);
        if (begun && !left.aborted) onBreak(error);
        // Of its own, because the HTTP server prints it, and the database's errors may quote values.
        return writer.abort(new Error('The export broke off.'));
      },
    );
  });
  return readable;
}

function ndjson({ columns }: NamedQuery): Encoding {
  const fields = columns.map((column) => ({ key: `${JSON.stringify(column.name)}:`, encode: jsonEncoder(column) }));
  const row = (values: Printed[]) =>
    `{${fields.map(({ key, encode }, index) => key + encode(values[index] ?? null)).join()}}\n`;
  return { head: '', row };
}

/** RFC 4180, with a header line. */
function csv({ columns }: NamedQuery): Encoding {
  const encoders = columns.map((column) => {
    const print = printer(column);
    const isText = column.type === 'text' || column.type === 'json';
    return (value: Printed) => (value === null ? '' : quote(isText ? defuse(print(value)) : print(value)));
  });
  const row = (values: Printed[]) => `${encoders.map((encode, index) => encode(values[index] ?? null)).join()}\r\n`;
  return { head: `${columns.map(({ name }) => name).join()}\r\n`, row };
}

/** Spreadsheets run a cell that begins with one of these, even after white space or full-width (OWASP, "CSV Injection"). */
const defuse = (text: string) => (/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/.test(text) ? `'${text}` : text);

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
