import type { Tables } from '../../../server/embedded/demo-data/tables.ts';

/** A way in which a team may have declared the columns of the six tables. */
export interface Variant {
  /** Rows that the altered columns can hold; the expected results are computed from these. */
  rows?: (tables: Tables) => Tables;
  /** Statements that alter the tables once the rows are in them. */
  statements: readonly string[];
}

const STAMPS = {
  users: ['created_at', 'onboarding_timestamp'],
  messages: ['sent_at'],
  events: ['executed_at', 'created_at'],
  user_activities: ['created_at', 'last_activity_at'],
  user_milestones: ['created_at'],
};
const TEXTS = {
  users: ['waid', 'full_name', 'gender', 'pillar', 'goal', 'level', 'phase', 'timezone'],
  messages: ['sender', 'type', 'status'],
  events: ['event_type'],
  user_activities: ['activity'],
  milestones: ['milestone', 'type'],
};
const LABELS = {
  users: ['gender', 'pillar', 'goal', 'level', 'phase'],
  messages: ['sender', 'type', 'status'],
  events: ['event_type'],
  user_activities: ['activity'],
  milestones: ['milestone', 'type'],
};
const BOOLEANS = { users: ['is_active'], user_activities: ['completed'], user_milestones: ['completed'] };
const IDS = {
  users: ['id'],
  messages: ['id', 'user_id'],
  events: ['id', 'user_id'],
  user_activities: ['id', 'user_id'],
  milestones: ['id'],
  user_milestones: ['id', 'user_id', 'milestone_id'],
};

const each = (columns: Record<string, string[]>, statement: (table: string, column: string) => string) =>
  Object.entries(columns).flatMap(([table, names]) => names.map((column) => statement(table, column)));
const retype = (columns: Record<string, string[]>, type: string, using: (column: string) => string) =>
  each(columns, (table, column) => `alter table ${table} alter column ${column} type ${type} using ${using(column)}`);

const asZoned = (column: string) => `${column} at time zone 'UTC'`;
const paddedId = (column: string) => `lpad(to_hex(${column}), 12, '0')`;
const NO_IDENTITY = 'alter table users alter column id drop identity';

/** The number of a text, the same for equal texts; blank texts have none. */
function toInteger(text: string | null): string | null {
  if (text === null || text.trim() === '') return null;
  return String([...text].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 7);
}

function onlyWeekdayArrays(days: string | null): string | null {
  const value: unknown = days === null ? null : JSON.parse(days);
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? JSON.stringify(value) : null;
}

/** A text column whose nulls become a value that cannot be read. */
const withBadText = (table: string, column: string, ...bad: string[]) => [
  `alter table ${table} alter column ${column} type text using ${column}::text`,
  `update ${table} set ${column} = (array[${bad.map((text) => `$x$${text}$x$`)}])[1 + id % ${bad.length}] where ${column} is null`,
];

export const variants: Record<string, Variant> = {
  'stamps as timestamptz': { statements: retype(STAMPS, 'timestamptz', asZoned) },
  'events.executed_at alone as timestamptz': {
    statements: retype({ events: ['executed_at'] }, 'timestamptz', asZoned),
  },
  'events.created_at and users.created_at alone as timestamptz': {
    statements: retype({ events: ['created_at'], users: ['created_at'] }, 'timestamptz', asZoned),
  },
  'texts as varchar': { statements: retype(TEXTS, 'varchar(400)', (column) => column) },
  'texts as a domain': {
    statements: [
      'drop domain if exists label cascade',
      'create domain label as text',
      ...retype(TEXTS, 'label', (column) => column),
    ],
  },
  'labels as enums': {
    statements: each(
      LABELS,
      (table, column) => `do $do$ declare labels text; begin
        drop type if exists ${table}_${column} cascade;
        select coalesce(string_agg(distinct quote_literal(${column}), ', '), '') from ${table} into labels;
        execute 'create type ${table}_${column} as enum (' || labels || ')';
        alter table ${table} alter column ${column} type ${table}_${column} using ${column}::${table}_${column};
      end $do$`,
    ),
  },
  'level and phase as integers': {
    rows: (tables) => ({
      ...tables,
      users: tables.users.map((user) => ({ ...user, level: toInteger(user.level), phase: toInteger(user.phase) })),
    }),
    statements: [
      ...retype({ users: ['level'] }, 'smallint', (column) => `${column}::smallint`),
      ...retype({ users: ['phase'] }, 'bigint', (column) => `${column}::bigint`),
    ],
  },
  'booleans as 0 and 1': { statements: retype(BOOLEANS, 'smallint', (column) => `${column}::integer::smallint`) },
  'booleans as text': {
    statements: retype(
      BOOLEANS,
      'text',
      (column) => `case when ${column} then (array['true', ' T ', 'yes', 'ON', '1', 'tru', E'\\tY'])[1 + id % 7]
        when not ${column} then (array['false', 'F', ' no', 'Off', '0', 'of', E'n\\n'])[1 + id % 7]
        else (array[null, '', 'maybe', 'o', '2', '1.0', E'\\u00A0true'])[1 + id % 7] end`,
    ),
  },
  'ids as bigint': { statements: retype(IDS, 'bigint', (column) => column) },
  'ids as uuid': {
    statements: [
      NO_IDENTITY,
      ...retype(IDS, 'uuid', (column) => `('00000000-0000-4000-8000-' || ${paddedId(column)})::uuid`),
    ],
  },
  'ids as text': { statements: [NO_IDENTITY, ...retype(IDS, 'text', paddedId)] },
  'days, message and progress as json and float8': {
    statements: [
      ...retype({ user_activities: ['days'], messages: ['message'] }, 'json', (column) => `${column}::json`),
      // jsonb refuses these; the row is null, and no other row is affected.
      String.raw`update user_activities set days = (array['["Monday\u0000"]', '["Monday", 1e999999]', '{"Monday":"\ud83d"}'])[1 + id % 3]::json where days is null`,
      String.raw`update messages set message = (array['{"text":{"body":"a\u0000"}}', '"\udc00"', '[1e999999]'])[1 + id % 3]::json where message is null`,
    ],
  },
  'days and message as text': {
    statements: [
      ...withBadText(
        'user_activities',
        'days',
        ...['', 'Monday', 'Mon,Tue', "['Monday']", '{"Monday"}', '["Monday",]', '["Monday', '["Monday"] x', '[Monday]'],
        ...['["Monday" "Tuesday"]', '{"Monday":}', String.raw`["\ud800"]`, '\u0001', '["Monday", +1]'],
      ),
      ...withBadText(
        'messages',
        'message',
        ...['hello', '', '{"text":{"body":"hi"}', String.raw`{"text":{"body":"\u0000"}}`, "{'text':{'body':'hi'}}"],
        ...[
          '{"text":{"body":"hi"}}}',
          '{"image":01}',
          '{"text":{"body":"a\tb"}}',
          '{"image":{},}',
          `${'['.repeat(40)}`,
        ],
      ),
    ],
  },
  'days as text[]': {
    rows: (tables) => ({
      ...tables,
      user_activities: tables.user_activities.map((row) => ({ ...row, days: onlyWeekdayArrays(row.days) })),
    }),
    statements: [
      'alter table user_activities add column day_names text[]',
      `update user_activities set day_names = array(select jsonb_array_elements_text(days)) where days is not null`,
      'alter table user_activities drop column days',
      'alter table user_activities rename column day_names to days',
    ],
  },
  'progress as text': {
    statements: withBadText('user_activities', 'progress', '50%', '', 'half', '1e', '0x10', '1,5', '--1', '1e9999999'),
  },
  'further columns': {
    statements: [
      'alter table users add column signed_up_at text, add column segment text, add column signup_day text, add column person text',
      'alter table messages add column body text, add column text text, add column position text, add column day text, add column part text',
      'alter table events add column waid text, add column stamped_at text, add column position text, add column step text',
      'alter table user_activities add column waid text, add column name text, add column weekday text, add column kind text',
      'alter table milestones add column completed text, add column total text, add column waid text',
      'alter table user_milestones add column milestone text, add column waid text, add column type text',
      'alter table users add column as_of text, add column days text, add column tz text, add column "limit" text, add column "order" text',
    ],
  },
};
