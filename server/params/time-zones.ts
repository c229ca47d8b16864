/**
 * Zone names as the database spells them, by their lower-case form. PostgreSQL's list is the only one that counts:
 * a name that it does not know would fail inside a query.
 */
export interface ZoneNames {
  get(lowerCaseName: string): string | undefined;
}

export interface Zone {
  /** What people see: `America/Sao_Paulo`, `+05:30`, or `UTC`. */
  name: string;
  /** What PostgreSQL's AT TIME ZONE reads as just that zone. */
  sql: string;
}

/**
 * IANA names that AT TIME ZONE takes for an abbreviation with a fixed offset (`CET` is +1 all year), and zones with the
 * same clocks that it takes for what they are. PostgreSQL manual, 8.5.3 "Time Zones".
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

/** A zone named by IANA or by an ISO-signed offset (`UTC-3` is three hours behind), or null: never a guess. */
export function parseZone(text: string, names: ZoneNames): Zone | null {
  const trimmed = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
  if (/^(utc|gmt|z)$/i.test(trimmed)) return { name: 'UTC', sql: 'UTC' };
  // Lower case beyond ASCII would turn the Kelvin sign into a k.
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
