import { expect } from '@open-wc/testing';
import type { SchemaTable } from '../../../server/contract/schema.ts';
import { searchTexts } from '../../../widgets/letz-schema-browser/column-labels.ts';
import { highlight, indexTables, search, searchWords } from '../../../widgets/letz-schema-browser/search-index.ts';
import { textsFor } from '../../../widgets/letz-schema-browser/texts/index.ts';
import { column, foreignKey, table } from './generated-schema.ts';

const texts = textsFor('en', () => undefined);
const index = (among: SchemaTable[]) => indexTables(among, (table, column) => searchTexts(table, column, texts));

const tables = [
  table('events', {
    description: 'What users did',
    columns: [column('user_id'), column('event_type', { type: 'text' })],
  }),
  table('messages', { columns: [column('user_id'), column('message', { type: 'jsonb' })] }),
  table('user_milestones', { columns: [column('user_id'), column('milestone_id')] }),
  table('users', {
    columns: [column('waid', { type: 'text', description: 'Sessão do WhatsApp' }), column('timezone')],
  }),
  table('audit', { schema: 'internal', columns: [column('waid')] }),
];

function find(text: string, among: SchemaTable[] = tables) {
  return search(index(among), searchWords(text)).map(
    (hit) => `${hit.table.name}(${hit.columns.map(({ name }) => name).join()})`,
  );
}

describe('schema search', () => {
  it('ranks the table of that name first, then prefixes, then columns', () => {
    expect(find('users')).to.eql(['users()', 'events()']);
    expect(find('user')).to.eql(['user_milestones(user_id)', 'users()', 'events(user_id)', 'messages(user_id)']);
  });

  it('requires every word, in the column or in its table’s name', () => {
    expect(find('users waid')).to.eql(['users(waid)']);
    expect(find('users.waid')).to.eql(['users(waid)']);
    expect(find('waid users nothing')).to.eql([]);
  });

  it('finds types, descriptions and schemas, without case and accents', () => {
    expect(find('JSONB')).to.eql(['messages(message)']);
    expect(find('sessao')).to.eql(['users(waid)']);
    expect(find('SESSÃO whats')).to.eql(['users(waid)']);
    expect(find('internal')).to.eql(['audit()']);
  });

  it('finds columns by key, index, personal data and nullability', () => {
    const people = table('people', {
      columns: [column('id'), column('email', { pii: true, nullable: true }), column('boss', { nullable: true })],
      primaryKey: ['id'],
      foreignKeys: [foreignKey('boss', 'people')],
      indexes: [{ name: 'by_mail', columns: ['email'], unique: true }],
    });
    const found = {
      id: ['PK', 'primary key', 'Primary', 'not null', 'not null'],
      email: ['personal', 'personal data', 'PII', 'pii', 'index', 'unique index'],
      boss: ['FK', 'foreign key', 'references people'],
      'email,boss': ['nullable', 'nullable'],
    };
    for (const [columns, searches] of Object.entries(found)) {
      for (const text of searches) expect(find(text, [people]), text).to.eql([`people(${columns})`]);
    }
    // Short prefixes of labels do not match.
    expect(find('nu', [people])).to.eql([]);
  });

  it('reads pattern characters literally', () => {
    expect(find('.*')).to.eql([]);
    expect(find('user_id (')).to.eql([]);
    expect(find('%')).to.eql([]);
  });
});

describe('highlight', () => {
  const marked = (text: string, words: string) =>
    highlight(text, searchWords(words))
      .map((segment) => (segment.hit ? `[${segment.text}]` : segment.text))
      .join('');

  it('marks matches in the original text', () => {
    expect(marked('Sessão do usuário', 'sessao USUARIO')).to.equal('[Sessão] do [usuário]');
    expect(marked('İstanbul user', 'user')).to.equal('İstanbul [user]');
  });

  it('joins overlapping matches and does not split a text without any', () => {
    expect(marked('user_id', 'user er_i')).to.equal('[user_i]d');
    expect(marked('aaa', 'aa')).to.equal('[aaa]');
    expect(highlight('waid', [])).to.eql([{ text: 'waid', hit: false }]);
    expect(highlight('', ['x'])).to.eql([]);
  });
});
