import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from './pool.ts';

/** Names in PostgreSQL's list that are no IANA zones, or duplicates of them. */
const NOT_ZONES = /^(localtime|posixrules|factory|posix\/.*|right\/.*)$/;

/** Reads the time zone names that the database knows. Slow, because PostgreSQL reads them from files: once at start. */
export async function readZones(database: Database): Promise<ZoneNames> {
  const { rows } = await database.read((transaction) => transaction.query('select name from pg_timezone_names', []));
  const names = rows.map(([name]) => name ?? '').map((name): [string, string] => [name.toLowerCase(), name]);
  return new Map(names.filter(([lowerCase]) => !NOT_ZONES.test(lowerCase)));
}
