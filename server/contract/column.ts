/**
 * Column types. A `timestamp` that ends in `Z` is UTC; one without `Z` is local time in a zone that may differ from row
 * to row.
 */
export const COLUMN_TYPES = ['integer', 'number', 'boolean', 'text', 'date', 'timestamp', 'json'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** Column roles: the meaning of a column's values beyond their type. */
export const COLUMN_ROLES = [
  /** A share in per cent, `97.4` for 97.4 %. `of` names the column that holds the whole. */
  'percent',
  /** A boolean that is true while the row's period has not ended. */
  'partial',
  /** The value of the period before, to compare with. */
  'previous',
  /** A key such as `user_id`: shown without thousands separators, never added up. */
  'identifier',
  /** A calendar year: shown without thousands separators. */
  'year',
  /** A number of things, which adds up and starts at zero. */
  'count',
  /** An amount of money. `format` is the ISO 4217 code. */
  'currency',
  /** A length of time. `format` is the unit: `ms`, `s`, `min`, `h` or `d`. */
  'duration',
  /** A size in bytes. */
  'bytes',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Units of the role `duration`. */
export const DURATION_UNITS = ['ms', 's', 'min', 'h', 'd'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** A result's column. */
export interface Column {
  name: string;
  type: ColumnType;
  description: string;
  /** Heading in the language of the request. Absent if the query file has none. */
  label?: string;
  /** Labels of values in the language of the request, by the value's text. */
  labels?: Record<string, string>;
  role?: ColumnRole;
  /** The column that holds the whole of a share; only for the role `percent`. */
  of?: string;
  /** The ISO 4217 code of the role `currency`, or the unit of the role `duration`. */
  format?: string;
}
