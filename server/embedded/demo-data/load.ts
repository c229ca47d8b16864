import { constraints, tables as schema } from './schema.ts';
import type { Tables } from './tables.ts';

/** Runs one SQL statement with its parameter values. All calls use the same connection. */
export type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

const TIMESTAMP = 'timestamp';

/** Column types by table, in an order that satisfies the foreign keys. */
const COLUMNS: { [Table in keyof Tables]: Record<keyof Tables[Table][number], string> } = {
  users: {
    id: 'int',
    waid: 'text',
    full_name: 'text',
    gender: 'text',
    pillar: 'text',
    goal: 'text',
    level: 'text',
    phase: 'text',
    is_active: 'bool',
    timezone: 'text',
    created_at: TIMESTAMP,
    onboarding_timestamp: TIMESTAMP,
  },
  messages: {
    id: 'int',
    user_id: 'int',
    sender: 'text',
    type: 'text',
    message: 'jsonb',
    sent_at: TIMESTAMP,
    status: 'text',
  },
  events: {
    id: 'int',
    user_id: 'int',
    event_type: 'text',
    description: 'text',
    executed_at: TIMESTAMP,
    created_at: TIMESTAMP,
  },
  user_activities: {
    id: 'int',
    user_id: 'int',
    activity: 'text',
    completed: 'bool',
    progress: 'numeric',
    days: 'jsonb',
    created_at: TIMESTAMP,
    last_activity_at: TIMESTAMP,
  },
  milestones: { id: 'int', milestone: 'text', type: 'text' },
  user_milestones: { id: 'int', user_id: 'int', milestone_id: 'int', completed: 'bool', created_at: TIMESTAMP },
};

/** Rows per INSERT. */
const BATCH_SIZE = 5000;

/** Creates the six tables, inserts the rows and adds the constraints. Fails if a table exists. */
export async function loadTables(query: Query, tables: Tables): Promise<void> {
  await createTables(query);
  await insertRows(query, tables);
  await addConstraints(query);
  await query('analyze');
}

/** Creates the six tables, empty and without constraints. Fails if a table exists. */
export async function createTables(query: Query): Promise<void> {
  await runScript(query, schema);
}

/** Adds foreign keys and indexes. Fails if a row violates a foreign key. */
export async function addConstraints(query: Query): Promise<void> {
  await runScript(query, constraints);
}

/** Inserts rows into the six tables. */
export async function insertRows(query: Query, tables: Partial<Tables>): Promise<void> {
  for (const [table, types] of Object.entries(COLUMNS)) {
    const rows = (tables[table as keyof Tables] ?? []) as unknown as Record<string, unknown>[];
    const columns = Object.keys(types);
    const arrays = Object.values(types).map((type, i) => `$${i + 1}::${type}[]`);
    const insert = `insert into ${table} (${columns}) select * from unnest(${arrays})`;
    for (let from = 0; from < rows.length; from += BATCH_SIZE) {
      const batch = rows.slice(from, from + BATCH_SIZE);
      await query(
        insert,
        columns.map((column) => batch.map((row) => row[column])),
      );
    }
  }
}

async function runScript(query: Query, script: string): Promise<void> {
  for (const statement of script.split(';')) if (statement.trim()) await query(statement);
}
