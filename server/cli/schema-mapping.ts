import type { Schema, SchemaTable } from '../contract/schema.ts';

/** A column that a concept needs or can use. */
interface Field {
  name: string;
  /** Meaning of the column, for confirmation by the user. */
  label: string;
  required: boolean;
  /** Patterns of column names, the best first. */
  names: RegExp[];
  types: RegExp;
}

/** A kind of table that the shipped models read. */
export interface Concept {
  name: 'people' | 'messages' | 'events';
  tables: RegExp;
  fields: Field[];
}

/** A table that stands for a concept, with its columns by field. */
export interface MappedTable {
  table: SchemaTable;
  columns: Record<string, string | null>;
}

export type Mapping = Partial<Record<Concept['name'], MappedTable>>;

const TEXT = /^(text|character|citext|"?\w+"?$)/;
const ANY = /./;
const TIME = /^(timestamp|date)/;
const OWNER = [
  /^(user|person|people|customer|client|member|account|contact|patient|profile)_?id$/i,
  /_?(user|customer|author|sender)(_?id)?$/i,
];

export const CONCEPTS: Concept[] = [
  {
    name: 'people',
    tables: /^(users?|people|persons?|customers?|clients?|members?|accounts?|contacts?|patients?|profiles?)$/i,
    fields: [
      { name: 'id', label: 'key', required: true, names: [/^id$/i, /_?id$/i], types: ANY },
      {
        name: 'waid',
        label: 'what identifies a person',
        required: true,
        names: [/^waid$/i, /phone|mobile|msisdn/i, /e?_?mail/i, /^(uuid|username|login)$/i, /^id$/i, /_?id$/i],
        types: ANY,
      },
      {
        name: 'created_at',
        label: 'time of signup',
        required: false,
        names: [/created|signed_?up|registered|joined/i, /first_seen|since|create_date/i],
        types: TIME,
      },
    ],
  },
  {
    name: 'messages',
    tables: /^(chat_?)?(messages?|comments?|posts?|replies|tickets?)$/i,
    fields: [
      { name: 'user_id', label: 'key of the person', required: true, names: OWNER, types: ANY },
      {
        name: 'sent_at',
        label: 'time',
        required: true,
        names: [/sent/i, /created|posted|received|date|time/i, /_at$/i],
        types: TIME,
      },
      {
        name: 'sender',
        label: 'sender (user or bot)',
        required: false,
        names: [/^(sender|direction|role|from_type)$/i],
        types: TEXT,
      },
      { name: 'type', label: 'type', required: false, names: [/^(type|kind|message_type|channel)$/i], types: TEXT },
    ],
  },
  {
    name: 'events',
    tables:
      /(events?|actions?|activit(y|ies)|visits?|sessions?|orders?|invoices?|purchases?|payments?|rentals?|bookings?)$/i,
    fields: [
      { name: 'user_id', label: 'key of the person', required: true, names: OWNER, types: ANY },
      {
        name: 'stamped_at',
        label: 'time',
        required: true,
        names: [/executed|occurred|happened/i, /created|date|time/i, /_at$/i],
        types: TIME,
      },
      {
        name: 'event_type',
        label: 'type',
        required: false,
        names: [/^(event_?)?(type|name|kind|status|action)$/i, /type$|status$|country$/i],
        types: TEXT,
      },
    ],
  },
];

/** Proposes the table of a concept: by its name, its columns and its foreign keys. Null if no table fits. */
export function proposeTable(concept: Concept, schema: Schema, people: SchemaTable | undefined): MappedTable | null {
  const candidates = schema.tables.flatMap((table) => {
    const name = table.name.replace(/^(tbl|app|auth|core)_/i, '');
    if (!concept.tables.test(name)) return [];
    const columns = proposeColumns(concept, table, people);
    return columns ? [{ table, columns }] : [];
  });
  const score = ({ table, columns }: MappedTable) =>
    Object.values(columns).filter((column) => column !== null).length +
    (table.kind === 'table' || table.kind === 'partitioned table' ? 0.5 : 0) +
    Math.min(0.4, Math.log10(1 + (table.estimatedRows ?? 0)) / 20);
  return candidates.sort((a, b) => score(b) - score(a))[0] ?? null;
}

/** Proposes the columns of a concept in a table. Null if a required one is missing. */
export function proposeColumns(
  concept: Concept,
  table: SchemaTable,
  people: SchemaTable | undefined,
): Record<string, string | null> | null {
  const columns: Record<string, string | null> = {};
  for (const { name, required, names, types } of concept.fields) {
    const fitting = table.columns.filter((column) => types.test(column.type));
    const byKey =
      name === 'user_id'
        ? table.foreignKeys.find(({ columns, references }) => columns.length === 1 && isTable(references, people))
            ?.columns[0]
        : name === 'id' && table.primaryKey.length === 1
          ? table.primaryKey[0]
          : undefined;
    const byName = names.map((pattern) => fitting.find((column) => pattern.test(column.name))?.name).find(Boolean);
    const onlyTime = types === TIME && required && fitting.length === 1 ? fitting[0]?.name : undefined;
    columns[name] = byKey ?? byName ?? onlyTime ?? null;
    if (required && columns[name] === null) return null;
  }
  return columns;
}

const isTable = (reference: { schema: string; table: string }, table: SchemaTable | undefined): boolean =>
  reference.schema === table?.schema && reference.table === table.name;

/** Asks a question and returns the answer; empty: the proposal. */
export type Ask = (question: string, proposal: string | null) => Promise<string>;

/** Lets a person confirm or change each proposal. `-` stands for none. */
export async function confirmMapping(schema: Schema, ask: Ask): Promise<Mapping> {
  const mapping: Mapping = {};
  for (const concept of CONCEPTS) {
    const people = mapping.people?.table;
    const proposal = proposeTable(concept, schema, people);
    const table = await confirmTable(concept, proposal, schema, ask);
    if (!table) continue;
    const proposed = proposal?.table === table ? proposal.columns : (proposeColumns(concept, table, people) ?? {});
    const columns: Record<string, string | null> = {};
    for (const { name, label, required } of concept.fields) {
      columns[name] = await confirmColumn(`  ${label}`, proposed[name] ?? null, required, table, ask);
    }
    mapping[concept.name] = { table, columns };
  }
  return mapping;
}

async function confirmTable(
  { name }: Concept,
  proposal: MappedTable | null,
  schema: Schema,
  ask: Ask,
): Promise<SchemaTable | undefined> {
  for (;;) {
    const answer = await ask(`Table of ${name}`, proposal?.table.name ?? null);
    if (answer === '') return proposal?.table;
    if (answer === '-') return undefined;
    const found = schema.tables.find((table) => [table.name, `${table.schema}.${table.name}`].includes(answer));
    if (found) return found;
  }
}

async function confirmColumn(
  label: string,
  proposal: string | null,
  required: boolean,
  table: SchemaTable,
  ask: Ask,
): Promise<string | null> {
  for (;;) {
    const answer = await ask(label, proposal);
    if (answer === '' && (proposal !== null || !required)) return proposal;
    if (answer === '-' && !required) return null;
    if (table.columns.some(({ name }) => name === answer)) return answer;
  }
}
