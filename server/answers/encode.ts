import type { ColumnSpec } from '../catalogue/column-tag.ts';
import type { TextValue } from '../postgres/statement.ts';

/** Encodes a value from PostgreSQL's text format to JSON text. */
export type Encoder = (printed: TextValue) => string;

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)(\+00)?$/;

/** The encoder of a column. A value that JSON or ISO 8601 cannot hold becomes a string with PostgreSQL's text. */
export function jsonEncoder(column: ColumnSpec): Encoder {
  const print = printer(column);
  switch (column.type) {
    case 'integer':
    case 'number':
      return (printed) => (printed === null ? 'null' : survivesDouble(printed) ? jsonNumber(printed) : quote(printed));
    case 'boolean':
      return (printed) => (printed === null ? 'null' : printed === 't' ? 'true' : 'false');
    case 'json':
      return (printed) => (printed === null ? 'null' : print(printed));
    default:
      return (printed) => (printed === null ? 'null' : quote(print(printed)));
  }
}

/** Prints a column's non-null values for formats without types, such as CSV. */
export function printer(column: ColumnSpec): (printed: string) => string {
  switch (column.type) {
    case 'boolean':
      return (printed) => (printed === 't' ? 'true' : 'false');
    case 'timestamp':
      return (printed) => isoTimestamp(printed, column.local);
    case 'json':
      // Replaces line breaks between tokens, which NDJSON cannot hold. JSON strings contain none.
      return (printed) => printed.replace(/[\r\n]+/g, ' ');
    default:
      return (printed) => printed;
  }
}

function isoTimestamp(printed: string, local: boolean): string {
  const [, day, time = '', utc] = TIMESTAMP.exec(printed) ?? [];
  if (day === undefined) return printed;
  const trimmed = time.includes('.') ? time.replace(/\.?0+$/, '') : time;
  return `${day}T${trimmed}${local && utc === undefined ? '' : 'Z'}`;
}

/** `String` drops the sign of -0. */
const jsonNumber = (printed: string) => (printed === '-0' ? printed : String(Number(printed)));

const quote = (text: string) => JSON.stringify(text);

/** True if a decimal survives the conversion to a double and back. */
function survivesDouble(printed: string): boolean {
  // Quick test: up to 15 digits always survive.
  if (printed.length <= 15 && /^-?[1-9]\d*$/.test(printed)) return true;
  return NUMBER.test(printed) && decimal(String(Number(printed))) === decimal(printed);
}

/** Canonical form of a decimal: sign, digits without outer zeros, exponent of the last digit. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (!significant) return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
