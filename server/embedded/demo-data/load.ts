import { constraints, tables as schema } from './schema.ts';
import type { Tables } from './tables.ts';

/** Runs one SQL statement, with values for `$1`, `$2` …, on one and the same connection. */
export type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

const STAMP = 'timestamp';

/** Each table's columns with their types, in an order that satisfies the foreign keys. */
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
    created_at: STAMP,
    onboarding_timestamp: STAMP,
  },
  messages: {
    id: 'int',
    user_id: 'int',
    sender: 'text',
    type: 'text',
    message: 'jsonb',
    sent_at: STAMP,
    status: 'text',
  },
  events: {
    id: 'int',
    user_id: 'int',
    event_type: 'text',
    description: 'text',
    executed_at: STAMP,
    created_at: STAMP,
  },
  user_activities: {
    id: 'int',
    user_id: 'int',
    activity: 'text',
    completed: 'bool',
    progress: 'numeric',
    days: 'jsonb',
    created_at: STAMP,
    last_activity_at: STAMP,
  },
  milestones: { id: 'int', milestone: 'text', type: 'text' },
  user_milestones: { id: 'int', user_id: 'int', milestone_id: 'int', completed: 'bool', created_at: STAMP },
};

/** Rows sent in one statement: few round trips, small arrays. */
const PORTION = 5000;

/** Makes the six tables with all their constraints and fills them; fails if one is there already. */
export async function loadTables(query: Query, tables: Tables): Promise<void> {
  await createTables(query);
  await insertRows(query, tables);
  await addConstraints(query);
  await query('analyze');
}

/** Makes the six tables, empty and without constraints; fails if one is there already. */
export async function createTables(query: Query): Promise<void> {
  await runScript(query, schema);
}

/** Adds foreign keys and indexes; fails if a row is an orphan. */
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
    for (let from = 0; from < rows.length; from += PORTION) {
      const portion = rows.slice(from, from + PORTION);
      await query(
        insert,
        columns.map((column) => portion.map((row) => row[column])),
      );
    }
  }
}

async function runScript(query: Query, script: string): Promise<void> {
  for (const statement of script.split(';')) if (statement.trim()) await query(statement);
}
