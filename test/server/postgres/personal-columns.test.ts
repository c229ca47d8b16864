import { expect, test } from 'vitest';
import { isPersonal } from '../../../server/postgres/personal-columns.ts';

const column = (text: string): [string, string, string] => {
  const [path = '', type = 'text'] = text.split(' ');
  const [table = '', name = ''] = path.split('.');
  return [table, name, type];
};

test.each([
  'stations.lat numeric',
  'stations.longitude numeric',
  'logins.ip text',
  'logins.client_ip text',
  'logins.address inet',
  'devices.push_token text',
  'devices.apiKey text',
  'sessions.session_id text',
  'orders.city text',
  'orders.billing_city text',
  'companies.tax_id text',
  'companies.cpf text',
  'companies.vat_number text',
  'accounts.password_hash text',
  'accounts.passwd text',
  'accounts.firstName text',
  'customer.last_name text',
  'users.name text',
  'customer.name text',
  'app_users.name text',
  'people.birth_date date',
  'people.dob date',
  'x.emailAddress text',
  'x.phone_number text',
  'x.whatsapp text',
  'x.credit_card text',
  'x.zip text',
  'pessoas.telefone text',
  'x.nombre text',
  'x.user_agent text',
])('%s is personal', (text) => {
  expect(isPersonal(...column(text))).toBe(true);
});

test.each([
  'plans.name text',
  'milestones.name text',
  'products.name text',
  'tables.table_name text',
  'x.description text',
  'x.late boolean',
  'x.lateness numeric',
  'x.ship_date date',
  'x.zip_enabled boolean',
  'x.tip numeric',
  'x.equipment text',
  'orders.city_id integer',
  'llm.token_count integer',
  'x.email_verified boolean',
  'x.email_sent_at timestamp',
  'x.password_changed_at timestamp',
  'x.language text',
  'x.page integer',
  'x.message text',
  'x.status text',
  'x.id integer',
])('%s is not', (text) => {
  expect(isPersonal(...column(text))).toBe(false);
});
