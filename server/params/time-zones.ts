/**
 * Time zone names as the database spells them, by their lower-case form. Only PostgreSQL's own list is right: a name that
 * it does not know would fail inside a query.
 */
export interface ZoneNames {
  get(lowerCaseName: string): string | undefined;
}

export interface Zone {
  /** The name to show: `America/Sao_Paulo`, `+05:30` or `UTC`. */
  name: string;
  /** The operand of PostgreSQL's AT TIME ZONE that means this zone. */
  sql: string;
}

/**
 * IANA names that AT TIME ZONE reads as abbreviations with a fixed offset (`CET` is +1 all year), and equivalent zones
 * that it reads as zones. PostgreSQL manual, 8.5.3 "Time Zones".
 */
const NOT_ABBREVIATIONS: Record<string, string> = {
  CET: 'Europe/Brussels',
  MET: 'Europe/Brussels',
  EET: 'Europe/Athens',
  WET: 'Europe/Lisbon',
  EST: 'America/Panama',
  MST: 'America/Phoenix',
  HST: 'Pacific/Honolulu',
};

const OFFSET =
  /^(?:utc|gmt)?[ \t\n\v\f\r]*([+\-\u2212\u2013\uFF0D\uFF0B])[ \t\n\v\f\r]*(?:(\d{1,2})(?::(\d{2}))?|(\d{2})(\d{2}))$/i;
const MIN_OFFSET = -12 * 60;
const MAX_OFFSET = 14 * 60;

/** Parses an IANA name or an ISO-signed offset (`UTC-3` is three hours behind UTC). Returns null for anything else. */
export function parseZone(text: string, names: ZoneNames): Zone | null {
  const trimmed = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
  if (/^(utc|gmt|z)$/i.test(trimmed)) return { name: 'UTC', sql: 'UTC' };
  // ASCII only: toLowerCase would turn the Kelvin sign into a k.
  const name = /^[!-~]+$/.test(trimmed) ? names.get(trimmed.toLowerCase()) : undefined;
  if (name !== undefined) return { name, sql: NOT_ABBREVIATIONS[name] ?? name };

  const [, sign, hours, minutes, hh, mm] = OFFSET.exec(trimmed) ?? [];
  if (sign === undefined) return null;
  const size = Number(hours ?? hh) * 60 + Number(minutes ?? mm ?? 0);
  const offset = sign === '+' || sign === '\uFF0B' ? size : -size;
  if (offset < MIN_OFFSET || offset > MAX_OFFSET || size % 15 !== 0 || Number(minutes ?? mm ?? 0) > 59) return null;
  if (offset === 0) return { name: 'UTC', sql: 'UTC' };
  const clock = `${String(Math.trunc(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  const [iso, posix] = offset < 0 ? [`-${clock}`, `+${clock}`] : [`+${clock}`, `-${clock}`];
  return { name: iso, sql: `<${iso}>${posix}` };
}
