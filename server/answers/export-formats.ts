import type { NamedQuery } from '../catalogue/registry.ts';
import { defuse } from '../contract/csv-injection.ts';
import type { TextValue } from '../postgres/statement.ts';
import { jsonEncoder, printer } from './encode.ts';

export type ExportFormat = 'csv' | 'ndjson';

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Encodes the rows of an export. */
export interface ExportEncoder {
  /** Text before the first row. */
  head: string;
  encodeRow: (row: TextValue[]) => string;
}

/** One JSON object a line. */
export function ndjsonEncoder({ columns }: NamedQuery): ExportEncoder {
  const fields = columns.map((column) => ({ key: `${JSON.stringify(column.name)}:`, encode: jsonEncoder(column) }));
  return {
    head: '',
    encodeRow: (row) => `{${fields.map(({ key, encode }, index) => key + encode(row[index] ?? null)).join()}}\n`,
  };
}

/** RFC 4180 with a header line. */
export function csvEncoder({ columns }: NamedQuery, { bom }: { bom: boolean }): ExportEncoder {
  const encoders = columns.map((column) => {
    const print = printer(column);
    const isText = column.type === 'text' || column.type === 'json';
    return (value: TextValue) => (value === null ? '' : quote(isText ? defuse(print(value)) : print(value)));
  });
  return {
    // Excel reads a CSV without a byte order mark in the system's code page.
    head: `${bom ? '\uFEFF' : ''}${columns.map(({ name }) => name).join()}\r\n`,
    encodeRow: (row) => `${encoders.map((encode, index) => encode(row[index] ?? null)).join()}\r\n`,
  };
}

const quote = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
