// `npm run demo-data -- postgres://user@host/database`: loads the demo data into a PostgreSQL database.
// biome-ignore lint/style/noRestrictedImports: server/postgres/ opens read-only transactions only.
import pg from 'pg';
import { generateDemoData } from '../embedded/demo-data/generate.ts';
import { loadTables } from '../embedded/demo-data/load.ts';

const [url, ...more] = process.argv.slice(2);
try {
  if (!url || more.length || !URL.canParse(url)) {
    throw new Error('The database URL is missing: npm run demo-data -- postgres://user:password@host:5432/database');
  }
  const tables = generateDemoData(new Date());
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('begin');
    await loadTables((sql, values) => client.query(sql, values), tables);
    await client.query('commit');
  } finally {
    await client.end();
  }
  const counts = Object.entries(tables).map(([name, rows]) => `${rows.length} ${name}`);
  process.stdout.write(`Loaded ${counts.join(', ')}.\n`);
} catch (error) {
  const { message, code } = error as pg.DatabaseError;
  // SQLSTATE duplicate_table. The transaction is rolled back with the connection.
  process.stderr.write(code === '42P07' ? `Nothing loaded: ${message}.\n` : `${message}\n`);
  process.exitCode = 1;
}
