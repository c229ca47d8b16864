import type { Schema, SchemaTable } from '../contract/schema.ts';
import type { MappedTable, Mapping } from './schema-mapping.ts';

/** Texts by path, relative to the starter folder. */
export type StarterFiles = Record<string, string>;

/** Number of example queries. */
const QUERIES = 3;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const tableSql = ({ schema, name }: SchemaTable): string => `${quote(schema)}.${quote(name)}`;
/** A name inside a `--` comment. */
const plain = (name: string): string => name.replace(/[\r\n]/g, ' ');

/** The `@source` line of a model; none for a name that a line cannot hold. */
const sourceTag = (table: SchemaTable, stamp: string | null): string[] => {
  const tag = `-- @source ${tableSql(table)}${stamp ? `  ${stamp}` : ''}`;
  return /[\r\n]/.test(tag) ? [] : [tag];
};

/** Writes the models that the shipped queries read, three queries and a page. */
export function starterFiles(
  mapping: Mapping,
  schema: Schema,
  origin: string,
): { files: StarterFiles; queries: string[] } {
  const queries = exampleQueries(mapping, schema).slice(0, QUERIES);
  const files: StarterFiles = models(mapping);
  for (const { name, text } of queries) files[`queries/${name}.sql`] = text;
  files['index.html'] = page(queries, origin);
  return { files, queries: queries.map(({ name }) => name) };
}

function models({ people, messages, events }: Mapping): StarterFiles {
  const files: StarterFiles = {};
  const add = (name: string, title: string, { table }: MappedTable, select: string[], stamp: string | null) => {
    files[`queries/models/${name}.sql`] = [
      `-- ${title}`,
      `-- Rows of ${plain(table.name)} that exist at as_of. Replaces the shipped model ${name}.`,
      ...sourceTag(table, stamp),
      `select ${select.join(', ')}`,
      `from ${tableSql(table)} as source, params`,
      // This form keeps rows without a stamp.
      ...(stamp ? [`where (source.${stamp} >= params.as_of) is not true`] : []),
      '',
    ].join('\n');
  };
  const column = ({ columns }: MappedTable, field: string, cast = '', missing = 'null::text') => {
    const name = columns[field];
    return `${name ? `source.${quote(name)}${cast}` : missing} as ${field}`;
  };
  const stamp = ({ columns }: MappedTable, field: string) => (columns[field] ? quote(columns[field]) : null);

  if (people) {
    const select = [
      column(people, 'id'),
      column(people, 'waid', '::text'),
      column(people, 'created_at', '', 'null::timestamp'),
    ];
    add('user_rows', 'Rows of users', people, select, stamp(people, 'created_at'));
  }
  if (messages) {
    // The shipped queries tell users from the bot by the values user and bot: map other values here.
    const sender = column(messages, 'sender', '::text', "'user'::text");
    const sentAt = column(messages, 'sent_at');
    add(
      'message_stamps',
      'Messages',
      messages,
      [column(messages, 'user_id'), sender, sentAt],
      stamp(messages, 'sent_at'),
    );
    add(
      'message_types',
      'Types of messages',
      messages,
      [column(messages, 'type', '::text'), sender, sentAt],
      stamp(messages, 'sent_at'),
    );
  }
  if (events) {
    const select = [column(events, 'user_id'), column(events, 'event_type', '::text'), column(events, 'stamped_at')];
    add('stamped_events', 'Events', events, select, stamp(events, 'stamped_at'));
  }
  return files;
}

interface ExampleQuery {
  name: string;
  title: string;
  view: 'metric' | 'line' | 'bars';
  text: string;
}

function exampleQueries({ people, messages, events }: Mapping, schema: Schema): ExampleQuery[] {
  const perDay = (name: string, noun: string, model: string, stamp: string): ExampleQuery => {
    const title = `${noun[0]?.toUpperCase()}${noun.slice(1)} per day`;
    const text = `-- ${title}
-- Rows by calendar day in UTC. Days without rows are left out.
-- @param  days  integer = 90 [1..3650]  Number of days
-- @use    ${model}
-- @column day  date  Calendar day in UTC
-- @column ${noun}  integer  [count]  Number of ${noun}
-- @view   line
select (${model}.${stamp}::timestamptz at time zone 'UTC')::date as day, count(*) as ${noun}
from ${model}, params
where ${model}.${stamp} >= params.as_of - make_interval(hours => 24 * params.days)
group by 1
order by 1
`;
    return { name, title, view: 'line', text };
  };
  const count = (name: string, title: string, from: string, header = ''): ExampleQuery => ({
    name,
    title,
    view: 'metric',
    text: `-- ${title}\n${header}-- @column rows  integer  [count]  Number of rows\n-- @view   metric\nselect count(*) as rows\nfrom ${from}\n`,
  });
  const largest = schema.tables
    .filter(({ kind }) => kind === 'table' || kind === 'partitioned table')
    .sort((a, b) => (b.estimatedRows ?? 0) - (a.estimatedRows ?? 0));
  const slug = (name: string, index: number) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || `table-${index + 1}`;
  const byType: ExampleQuery = {
    name: 'events-per-type',
    title: 'Events per type',
    view: 'bars',
    text: `-- Events per type
-- All events by their type.
-- @use    stamped_events
-- @column event_type  text  Type
-- @column events  integer  [count]  Number of events
-- @view   bars
select stamped_events.event_type, count(*) as events
from stamped_events
group by stamped_events.event_type
order by events desc, stamped_events.event_type
`,
  };
  return [
    ...(people ? [count('people', 'People', 'user_rows', '-- @use    user_rows\n')] : []),
    ...(messages ? [perDay('messages-per-day', 'messages', 'message_stamps', 'sent_at')] : []),
    ...(events ? [perDay('events-per-day', 'events', 'stamped_events', 'stamped_at')] : []),
    ...(events?.columns.event_type ? [byType] : []),
    ...(people?.columns.created_at ? [perDay('new-people-per-day', 'people', 'user_rows', 'created_at')] : []),
    ...largest.map((table, index) =>
      count(`rows-of-${slug(table.name, index)}`, `Rows of ${plain(table.name)}`, tableSql(table)),
    ),
  ];
}

const WIDGETS = { metric: 'letz-metric', line: 'letz-chart', bars: 'letz-chart' };

function page(queries: ExampleQuery[], origin: string): string {
  const widgets = queries.map(({ name, view }) => `      <${WIDGETS[view]} query="${name}"></${WIDGETS[view]}>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Dashboard</title>
    <script type="module" src="${origin}/letz.js"></script>
  </head>
  <body>
    <letz-context>
${widgets.join('\n')}
    </letz-context>
  </body>
</html>
`;
}
