import type { SchemaColumn, SchemaTable } from '../contract/schema.ts';
import { isPersonal } from './personal-columns.ts';

interface TableDescription {
  /** Columns without which a table of this name is another application's. */
  required: string[];
  description: string;
  columns: Record<string, string>;
  /** Columns with personal data. */
  personal: string[];
}

/** Descriptions of the bot's six tables, for databases without comments. */
const KNOWN: Record<string, TableDescription> = {
  users: {
    required: ['waid'],
    description: 'Profiles. A person may have several rows: those with the same waid.',
    columns: {
      id: 'Primary key',
      waid: 'WhatsApp ID: identifies the person. Null or blank: no person',
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
    required: ['user_id', 'sender', 'message', 'sent_at'],
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
    required: ['user_id', 'event_type'],
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
    required: ['user_id', 'activity'],
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
    required: ['milestone'],
    description: 'What can be reached.',
    columns: { id: 'Primary key', milestone: 'Name', type: 'Kind' },
    personal: [],
  },
  user_milestones: {
    required: ['user_id', 'milestone_id'],
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

type Described = Omit<SchemaTable, 'columns'> & { columns: Omit<SchemaColumn, 'pii'>[] };

/** Adds the bot's descriptions where the database has no comments, and marks personal data. */
export function describeTable(table: Described): SchemaTable {
  const known = findKnown(table);
  return {
    ...table,
    description: table.description ?? known?.description ?? null,
    columns: table.columns.map((column) => ({
      ...column,
      description: column.description ?? known?.columns[column.name] ?? null,
      pii:
        known && column.name in known.columns
          ? known.personal.includes(column.name)
          : isPersonal(table.name, column.name, column.type),
    })),
  };
}

/** The description of one of the bot's tables; undefined for a table of another application with the same name. */
function findKnown({ name, columns }: Described): TableDescription | undefined {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return known?.required.every((required) => columns.some((column) => column.name === required)) ? known : undefined;
}
