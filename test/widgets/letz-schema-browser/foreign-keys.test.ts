import { expect } from '@open-wc/testing';
import { foreignKeyOf, relationsOf } from '../../../widgets/letz-schema-browser/foreign-keys.ts';
import { column, foreignKey, table } from './generated-schema.ts';

const users = table('users', { foreignKeys: [foreignKey('invited_by', 'users')] });
const messages = table('messages', {
  foreignKeys: [foreignKey('sender_id', 'users'), foreignKey('receiver_id', 'users'), foreignKey('topic_id', 'topics')],
});
const archive = table('messages', { schema: 'archive', foreignKeys: [foreignKey('user_id', 'users')] });
const decoy = table('users', { schema: 'archive' });
const tables = [archive, decoy, messages, users];

describe('relations', () => {
  it('have both ends, in the right schema', () => {
    const { references, referencedBy } = relationsOf(users, tables);
    expect(references.map(({ other }) => other.name)).to.eql(['users']);
    expect(referencedBy.map(({ other, otherColumns }) => `${other.schema}.${other.name}.${otherColumns}`)).to.eql([
      'archive.messages.user_id',
      'public.messages.sender_id',
      'public.messages.receiver_id',
      'public.users.invited_by',
    ]);
    expect(relationsOf(decoy, tables).referencedBy).to.eql([]);
  });

  it('name a table that the user may not see, without a link', () => {
    const topic = relationsOf(messages, tables).references.find(({ other }) => other.name === 'topics');
    expect(topic?.other.table).to.equal(null);
  });

  it('use the key with the fewest columns for a column of several', () => {
    const wide = {
      columns: ['tenant_id', 'user_id'],
      references: { schema: 'public', table: 'members', columns: ['a', 'b'] },
    };
    const orders = table('orders', { foreignKeys: [wide, foreignKey('user_id', 'users')] });
    expect(foreignKeyOf(orders, column('user_id'))?.references.table).to.equal('users');
    expect(foreignKeyOf(orders, column('tenant_id'))?.references.table).to.equal('members');
    expect(foreignKeyOf(orders, column('id'))).to.equal(null);
  });
});
