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

  test('lists tables, views and partitioned tables once, without what belongs to PostgreSQL', () => {
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

  test('says of a table all that its makers said', () => {
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
        { name: 'customers_E-mail_key', columns: ['"E-mail"'], unique: true },
        { name: 'customers_pkey', columns: ['id'], unique: true },
      ],
    });
    expect(tables.get('shop.orders')).toMatchObject({
      primaryKey: ['customer', 'day'],
      foreignKeys: [{ columns: ['customer'], references: { schema: 'shop', table: 'customers', columns: ['id'] } }],
      indexes: expect.arrayContaining([
        { name: 'by_month', columns: [expect.stringMatching(/^date_trunc\(/), 'total'], unique: false },
      ]),
    });
    expect(tables.get('shop.big')?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['customer', 'integer'],
      ['total', 'numeric(10,2)'],
    ]);
  });

  test('explains the bot’s tables where the database has no comments, and marks personal data', () => {
    const users = tables.get('public.users');
    expect(users?.description).toMatch(/\w/);
    const column = (name: string) => users?.columns.find((column) => column.name === name);
    expect(column('full_name')).toMatchObject({ pii: true, description: expect.stringMatching(/\w/) });
    expect(tables.get('public.milestones')?.columns.map(({ pii }) => pii)).not.toContain(true);
  });

  test('holds no row', async () => {
    const text = await (await gateway.request('/api/schema')).text();
    expect(text).not.toMatch(/maria|secret/);
  });

  test('a comment in the database wins over what we would say', async () => {
    await database.query("comment on table users is 'Our own people'");
    const { tables } = await gateway.json<Schema>('/api/schema');
    expect(tables.find(({ name }) => name === 'users')?.description).toBe('Our own people');
  });
});
