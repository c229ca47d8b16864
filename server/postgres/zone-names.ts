import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from './pool.ts';

/** Names that PostgreSQL lists but that are no IANA zones, or other spellings of the same. */
const NOT_ZONES = /^(localtime|posixrules|factory|posix\/.*|right\/.*)$/;

/** Reads the zone names that the database knows, once: the list comes from files and takes PostgreSQL a while. */
export async function readZones(database: Database): Promise<ZoneNames> {
  const { rows } = await database.read((transaction) => transaction.query('select name from pg_timezone_names', []));
  const names = rows.map(([name]) => name ?? '').map((name): [string, string] => [name.toLowerCase(), name]);
  return new Map(names.filter(([lowerCase]) => !NOT_ZONES.test(lowerCase)));
}
