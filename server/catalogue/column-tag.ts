import {
  COLUMN_ROLES,
  COLUMN_TYPES,
  type Column,
  type ColumnRole,
  type ColumnType,
  DURATION_UNITS,
} from '../contract/column.ts';

/** A parsed `@column` line. */
export interface ColumnSpec extends Column {
  /** True for a `timestamp local`: a wall-clock time, printed without `Z`. */
  local: boolean;
  line: number;
}

const NUMERIC: readonly ColumnType[] = ['integer', 'number'];

/** The types that a role allows; roles that are not listed allow every type. */
const ROLE_TYPES: Partial<Record<ColumnRole, readonly ColumnType[]>> = {
  percent: NUMERIC,
  partial: ['boolean'],
  previous: NUMERIC,
  year: NUMERIC,
  count: NUMERIC,
  currency: NUMERIC,
  duration: NUMERIC,
  bytes: NUMERIC,
};

/**
 * Parses `NAME TYPE [ROLE] DESCRIPTION`; the brackets of the role are literal and the role is optional.
 * @returns the column, or a message that says what is wrong
 */
export function parseColumnTag(text: string, line: number): ColumnSpec | string {
  const [, name = '', typeName = '', afterType = ''] = /^(\S*)\s*(\S*)\s*(.*)$/.exec(text) ?? [];
  if (!/^[a-z_][a-z0-9_]*$/.test(name))
    return `"${name}" is not a valid column name; use lower-case letters, digits and _`;
  const type = COLUMN_TYPES.find((known) => known === typeName);
  if (!type)
    return `the type of ${name} must be one of ${COLUMN_TYPES.join(', ')} or "timestamp local", not "${typeName}"`;
  const local = type === 'timestamp' && /^local(\s|$)/.test(afterType);
  const rest = local ? afterType.replace(/^local\s*/, '') : afterType;
  const [, roleText, described = rest] = /^\[([^\]]*)\]\s*(.*)$/.exec(rest) ?? [];
  const role = roleText === undefined ? {} : parseRole(name, type, roleText);
  if (typeof role === 'string') return role;
  if (!described) return `${name} lacks a description`;
  return { name, type, local, description: described, line, ...role };
}

/** Parses the text between the brackets: `percent`, `percent of COLUMN`, `currency CODE`, `duration UNIT` and so on. */
function parseRole(name: string, type: ColumnType, text: string): Pick<Column, 'role' | 'of' | 'format'> | string {
  const [roleName = '', ...args] = text.trim().split(/\s+/);
  const role = COLUMN_ROLES.find((known) => known === roleName);
  if (!role) return `the role of ${name} must be one of ${COLUMN_ROLES.join(', ')}, not "${roleName}"`;
  const types = ROLE_TYPES[role];
  if (types && !types.includes(type)) return `the role ${role} of ${name} needs the type ${types.join(' or ')}`;
  const [first = '', second = ''] = args;
  switch (role) {
    case 'percent':
      if (!args.length) return { role };
      if (args.length === 2 && first === 'of' && /^[a-z_][a-z0-9_]*$/.test(second)) return { role, of: second };
      return `the role of ${name} must look like [percent] or [percent of cohort_size], not [${text}]`;
    case 'currency':
      if (args.length === 1 && /^[A-Z]{3}$/.test(first)) return { role, format: first };
      return `the role of ${name} must name an ISO 4217 code, as in [currency BRL], not [${text}]`;
    case 'duration':
      if (args.length === 1 && DURATION_UNITS.some((unit) => unit === first)) return { role, format: first };
      return `the role of ${name} must name a unit (${DURATION_UNITS.join(', ')}), as in [duration s], not [${text}]`;
    default:
      return args.length ? `the role ${role} of ${name} has no further words in its brackets` : { role };
  }
}

/** Messages about roles that refer to other columns, by line. */
export function checkRoles(columns: readonly ColumnSpec[]): { line: number; reason: string }[] {
  return columns.flatMap(({ name, of, line }) => {
    if (of === undefined) return [];
    const whole = columns.find((column) => column.name === of);
    if (!whole) return [{ line, reason: `${name} is a share of ${of}, but there is no @column ${of}` }];
    return NUMERIC.includes(whole.type) ? [] : [{ line, reason: `${name} is a share of ${of}, which is not a number` }];
  });
}

/** The column as sent with results and in the catalogue. */
export function columnOf({ name, type, description, role, of, format }: ColumnSpec): Column {
  return {
    name,
    type,
    description,
    ...(role && { role }),
    ...(of !== undefined && { of }),
    ...(format !== undefined && { format }),
  };
}
