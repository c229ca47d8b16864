import type { ColumnSpec } from '../catalogue/column-tag.ts';
import type { TextValue } from '../postgres/statement.ts';

/** Turns a printed value into JSON text. */
export type Encoder = (printed: TextValue) => string;

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)(\+00)?$/;

/** The encoder of a column's values. What JSON or ISO 8601 cannot hold becomes the string that PostgreSQL prints. */
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

/** The text of a column's non-null values, for formats that have no types. */
export function printer(column: ColumnSpec): (printed: string) => string {
  switch (column.type) {
    case 'boolean':
      return (printed) => (printed === 't' ? 'true' : 'false');
    case 'timestamp':
      return (printed) => isoTimestamp(printed, column.local);
    case 'json':
      // Line breaks may stand between the tokens of a `json` (never inside its strings): NDJSON cannot have them.
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

/** `String` would drop the sign of a float's -0. */
const jsonNumber = (printed: string) => (printed === '-0' ? printed : String(Number(printed)));

const quote = (text: string) => JSON.stringify(text);

/** Whether the double nearest to a decimal is that very decimal, as far as shortest printing can tell. */
function survivesDouble(printed: string): boolean {
  // What most values are: digits few enough for any double.
  if (printed.length <= 15 && /^-?[1-9]\d*$/.test(printed)) return true;
  return NUMBER.test(printed) && decimal(String(Number(printed))) === decimal(printed);
}

/** One spelling for each decimal number: sign, digits without outer zeros, exponent of the last digit. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (!significant) return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
