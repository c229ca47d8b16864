// npm run demo-data -- postgres://user@host/database: fills a PostgreSQL server with the demo data.
// biome-ignore lint/style/noRestrictedImports: the gateway's own way to the database only reads.
import pg from 'pg';
import { generateDemoData } from '../embedded/demo-data/generate.ts';
import { loadTables } from '../embedded/demo-data/load.ts';

const [url, ...more] = process.argv.slice(2);
try {
  if (!url || more.length || !URL.canParse(url)) {
    throw new Error('Say where: npm run demo-data -- postgres://user:password@host:5432/database');
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
  // 42P07, duplicate_table: the transaction ends with the connection, so nothing has changed.
  process.stderr.write(code === '42P07' ? `Nothing loaded: ${message}.\n` : `${message}\n`);
  process.exitCode = 1;
}
