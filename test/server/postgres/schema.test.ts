import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema, SchemaTable } from '../../../server/contract/schema.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const one = '-- One\n-- @column one integer One\nselect 1 as one';

describe.each(databaseNames())('on %s', (name) => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let tables: Map<string, SchemaTable>;

  beforeAll(async () => {
    database = await createDatabase(name);
    await database.query(`
      create schema shop;
      create table shop.customers (id integer primary key, "E-mail" text not null unique, note varchar(20) default 'none');
      create table shop.orders (
        customer integer, day date, total numeric(10, 2) not null,
        primary key (customer, day), foreign key (customer) references shop.customers (id)
      ) partition by range (day);
      create table shop.orders_2026 partition of shop.orders for values from ('2026-01-01') to ('2027-01-01');
      create index by_month on shop.orders (date_trunc('month', day::timestamp), total desc);
      create view shop.big as select customer, total from shop.orders where total > 100;
      create materialized view shop.days as select distinct day from shop.orders;
      comment on table shop.customers is 'Who buys';
      comment on column shop.customers."E-mail" is 'Where to write to';
      insert into shop.customers values (1, 'maria@example.org', 'secret note');
      analyze shop.customers;
    `);
    gateway = await openTestGateway(database.url, { queries: { one } });
    const schema = await gateway.json<Schema>('/api/schema');
    tables = new Map(schema.tables.map((table) => [`${table.schema}.${table.name}`, table]));
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  test('lists tables, views and partitioned tables once, without those of PostgreSQL', () => {
    const kinds = Object.fromEntries([...tables].map(([table, { kind }]) => [table, kind]));
    expect(kinds).toEqual({
      'public.events': 'table',
      'public.messages': 'table',
      'public.milestones': 'table',
      'public.user_activities': 'table',
      'public.user_milestones': 'table',
      'public.users': 'table',
      'shop.big': 'view',
      'shop.customers': 'table',
      'shop.days': 'materialized view',
      'shop.orders': 'partitioned table',
    });
  });

  test('describes columns, keys and indexes', () => {
    expect(tables.get('shop.customers')).toEqual({
      schema: 'shop',
      name: 'customers',
      kind: 'table',
      description: 'Who buys',
      estimatedRows: 1,
      columns: [
        { name: 'id', type: 'integer', nullable: false, default: null, description: null, pii: expect.any(Boolean) },
        {
          name: 'E-mail',
          type: 'text',
          nullable: false,
          default: null,
          description: 'Where to write to',
          pii: expect.any(Boolean),
        },
        {
          name: 'note',
          type: 'character varying(20)',
          nullable: true,
          default: "'none'::character varying",
          description: null,
          pii: expect.any(Boolean),
        },
      ],
      primaryKey: ['id'],
      foreignKeys: [],
      indexes: [
        { name: 'customers_E-mail_key', columns: ['"E-mail"'], unique: true, method: 'btree' },
        { name: 'customers_pkey', columns: ['id'], unique: true, method: 'btree' },
      ],
      constraints: [{ name: 'customers_E-mail_key', type: 'unique', definition: 'UNIQUE ("E-mail")' }],
    });
    expect(tables.get('shop.orders')).toMatchObject({
      primaryKey: ['customer', 'day'],
      foreignKeys: [{ columns: ['customer'], references: { schema: 'shop', table: 'customers', columns: ['id'] } }],
      indexes: expect.arrayContaining([
        {
          name: 'by_month',
          columns: [expect.stringMatching(/^date_trunc\(/), 'total'],
          unique: false,
          method: 'btree',
          order: ['', 'DESC'],
        },
      ]),
    });
    expect(tables.get('shop.big')?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['customer', 'integer'],
      ['total', 'numeric(10,2)'],
    ]);
  });

  test('describes the bot’s tables if the database has no comments, and marks personal data', () => {
    const users = tables.get('public.users');
    expect(users?.description).toMatch(/\w/);
    const column = (name: string) => users?.columns.find((column) => column.name === name);
    expect(column('full_name')).toMatchObject({ pii: true, description: expect.stringMatching(/\w/) });
    expect(tables.get('public.milestones')?.columns.map(({ pii }) => pii)).not.toContain(true);
  });

  test('a table of another application keeps its own meaning', async () => {
    await database.query(
      'create schema osm; create table osm.messages (id integer, title text, body text, from_user_id integer)',
    );
    const { tables } = await gateway.json<Schema>('/api/schema');
    expect(tables.find(({ schema }) => schema === 'osm')?.description).toBeNull();
    await database.query('drop schema osm cascade');
  });

  test('has the details of psql \\d+', async () => {
    await database.query(`
      create schema deep;
      create type deep.mood as enum ('sad', 'ok', 'happy');
      create type deep.point3 as (x integer, label text);
      create domain deep.email as text not null check (value like '%@%');
      create table deep.parent (id integer generated always as identity primary key, at timestamp);
      create table deep.child (
        parent_id integer constraint child_parent references deep.parent on delete cascade on update set null
          deferrable initially deferred,
        mood deep.mood, moods deep.mood[], place deep.point3, mail deep.email,
        seats integer constraint positive check (seats > 0), twice integer generated always as (seats * 2) stored,
        during int4range, exclude using gist (during with &&)
      );
      create table deep.grandchild (more text) inherits (deep.child);
      create unique index child_active on deep.child (seats desc nulls last, mood) include (mail) where mood <> 'sad';
      create index child_range on deep.child using gist (during);
      create table deep.parts (id integer, kind text) partition by list (kind);
      create table deep.parts_a partition of deep.parts for values in ('a');
      create view deep.happy as select seats from deep.child where mood = 'happy';
      alter table deep.child enable row level security;
      create policy mine on deep.child for select using (seats = 1);
      create function deep.touch() returns trigger language plpgsql as 'begin return new; end';
      create trigger touched before update on deep.child for each row execute function deep.touch();
      alter table deep.child disable trigger touched;
      comment on constraint child_parent on deep.child is 'The parent';
      comment on index deep.child_active is 'Active ones';
      comment on trigger touched on deep.child is 'Does nothing';
    `);
    const { tables } = await gateway.json<Schema>('/api/schema');
    await database.query('drop schema deep cascade');
    const table = (name: string) => tables.find((found) => found.schema === 'deep' && found.name === name);
    const column = (table: SchemaTable | undefined, name: string) =>
      table?.columns.find((found) => found.name === name);
    const child = table('child');
    expect(column(table('parent'), 'id')).toMatchObject({ identity: 'always', default: null });
    expect(column(child, 'mood')?.enumValues).toEqual(['sad', 'ok', 'happy']);
    expect(column(child, 'moods')?.enumValues).toEqual(['sad', 'ok', 'happy']);
    expect(column(child, 'place')?.fields).toEqual([
      { name: 'x', type: 'integer' },
      { name: 'label', type: 'text' },
    ]);
    expect(column(child, 'mail')).toMatchObject({
      nullable: false,
      domain: { type: 'text', notNull: true, checks: [expect.stringMatching(/^CHECK \(VALUE ~~/)] },
    });
    expect(column(child, 'twice')).toMatchObject({ generated: '(seats * 2)', default: null });
    expect(child?.foreignKeys).toEqual([
      {
        columns: ['parent_id'],
        references: { schema: 'deep', table: 'parent', columns: ['id'] },
        name: 'child_parent',
        onDelete: 'CASCADE',
        onUpdate: 'SET NULL',
        deferrable: 'deferred',
        description: 'The parent',
      },
    ]);
    expect(child?.constraints).toEqual([
      { name: 'child_during_excl', type: 'exclusion', definition: 'EXCLUDE USING gist (during WITH &&)' },
      { name: 'positive', type: 'check', definition: 'CHECK (seats > 0)' },
    ]);
    expect(child?.indexes.find(({ name }) => name === 'child_active')).toEqual({
      name: 'child_active',
      columns: ['seats', 'mood'],
      unique: true,
      method: 'btree',
      order: ['DESC NULLS LAST', ''],
      include: ['mail'],
      predicate: "mood <> 'sad'::deep.mood",
      description: 'Active ones',
    });
    expect(child?.indexes.find(({ name }) => name === 'child_range')).toMatchObject({ method: 'gist' });
    expect(table('grandchild')?.inherits).toEqual([{ schema: 'deep', table: 'child' }]);
    expect(table('parts')).toMatchObject({
      partitionKey: 'LIST (kind)',
      partitions: [{ schema: 'deep', name: 'parts_a', bounds: "FOR VALUES IN ('a')" }],
    });
    expect(table('parts_a')).toBeUndefined();
    expect(table('happy')?.definition).toMatch(/SELECT .*seats[\s\S]*WHERE/);
    expect(child?.rowSecurity).toEqual({
      forced: false,
      policies: [
        {
          name: 'mine',
          command: 'SELECT',
          permissive: true,
          roles: ['PUBLIC'],
          using: expect.stringMatching(/seats = 1/),
          check: null,
        },
      ],
    });
    expect(child?.triggers).toEqual([
      {
        name: 'touched',
        definition: expect.stringMatching(/^CREATE TRIGGER touched BEFORE UPDATE/),
        enabled: false,
        description: 'Does nothing',
      },
    ]);
  });

  test('contains no row', async () => {
    const text = await (await gateway.request('/api/schema')).text();
    expect(text).not.toMatch(/maria|secret/);
  });

  test('a comment in the database takes precedence', async () => {
    await database.query("comment on table users is 'Our own people'");
    const { tables } = await gateway.json<Schema>('/api/schema');
    expect(tables.find(({ name }) => name === 'users')?.description).toBe('Our own people');
  });
});
