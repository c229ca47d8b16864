import type { SchemaColumn, SchemaTable } from '../contract/schema.ts';

interface TableDescription {
  description: string;
  columns: Record<string, string>;
  /** Columns with personal data. */
  personal: string[];
}

/** The bot's six tables, for databases that have no COMMENT ON them. */
const KNOWN: Record<string, TableDescription> = {
  users: {
    description: 'Profiles. A person may have several rows: those with the same waid.',
    columns: {
      id: 'Primary key',
      waid: 'WhatsApp ID: the person. Null or blank: nobody',
      full_name: 'Name to show',
      gender: 'Gender, as given',
      pillar: 'Health pillar that the person works on, such as nutrition or sleep',
      goal: 'The person’s own goal',
      level: 'Experience',
      phase: 'Phase of the journey',
      is_active: 'Whether the user is active now',
      timezone: 'Time zone as written: an IANA name, or an offset such as UTC-3',
      created_at: 'When the row was made (UTC)',
      onboarding_timestamp: 'When onboarding was completed (UTC)',
    },
    personal: ['waid', 'full_name', 'gender', 'pillar', 'goal', 'timezone'],
  },
  messages: {
    description: 'WhatsApp messages between users and the bot.',
    columns: {
      id: 'Primary key',
      user_id: 'The users row that it names',
      sender: 'user or bot',
      type: 'Kind of message, such as text or image',
      message: 'The message as WhatsApp delivered it; its shape depends on the kind',
      sent_at: 'When it was sent (UTC)',
      status: 'What became of it',
    },
    personal: ['message'],
  },
  events: {
    description: 'What users did on their journey.',
    columns: {
      id: 'Primary key',
      user_id: 'The users row that it names',
      event_type: 'onboarding_completed, complete_activity, update_experience, settings_updated and others',
      description: 'Details',
      executed_at: 'When it happened (UTC)',
      created_at: 'When the row was made (UTC)',
    },
    personal: ['description'],
  },
  user_activities: {
    description: 'Activities that users were given, and how far they are.',
    columns: {
      id: 'Primary key',
      user_id: 'The users row that it names',
      activity: 'The activity',
      completed: 'Whether it is done',
      progress: 'How far it is',
      days: 'The weekdays that it is planned for',
      created_at: 'When it was given (UTC)',
      last_activity_at: 'When something was last done (UTC)',
    },
    personal: [],
  },
  milestones: {
    description: 'What can be reached.',
    columns: { id: 'Primary key', milestone: 'Name', type: 'Kind' },
    personal: [],
  },
  user_milestones: {
    description: 'Which users work on which milestone.',
    columns: {
      id: 'Primary key',
      user_id: 'The users row that it names',
      milestone_id: 'The milestone',
      completed: 'Whether it is reached',
      created_at: 'When it was reached (UTC)',
    },
    personal: [],
  },
};

/** Names that speak of a person in any table. */
const PERSONAL =
  /(^|_)(name|full_?name|first_?name|last_?name|e?mail|phone|waid|address|birth|dob|gender|passw(or)?d)(_|$)/i;

type Described = Omit<SchemaTable, 'columns'> & { columns: Omit<SchemaColumn, 'pii'>[] };

/** Fills in what the database's own comments leave open, and marks personal data. */
export function describeTable(table: Described): SchemaTable {
  const known = Object.hasOwn(KNOWN, table.name) ? KNOWN[table.name] : undefined;
  return {
    ...table,
    description: table.description ?? known?.description ?? null,
    columns: table.columns.map((column) => ({
      ...column,
      description: column.description ?? known?.columns[column.name] ?? null,
      pii: known && column.name in known.columns ? known.personal.includes(column.name) : PERSONAL.test(column.name),
    })),
  };
}
