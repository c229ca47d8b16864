import { expect } from '@open-wc/testing';
import { foreignKeyOf, layoutDiagram, relationsOf } from '../../../widgets/letz-schema-browser/relations.ts';
import { column, foreignKey, generatedSchema, table } from './generated-schema.ts';

const users = table('users', { foreignKeys: [foreignKey('invited_by', 'users')] });
const messages = table('messages', {
  foreignKeys: [foreignKey('sender_id', 'users'), foreignKey('receiver_id', 'users'), foreignKey('topic_id', 'topics')],
});
const archive = table('messages', { schema: 'archive', foreignKeys: [foreignKey('user_id', 'users')] });
const decoy = table('users', { schema: 'archive' });
const tables = [archive, decoy, messages, users];

describe('relations', () => {
  it('finds both ends, in the right schema', () => {
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

  it('names a table that the reader may not see, without a way there', () => {
    const topic = relationsOf(messages, tables).references.find(({ other }) => other.name === 'topics');
    expect(topic?.other.table).to.equal(null);
  });

  it('takes the narrowest key of a column that is part of several', () => {
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

describe('relation diagram', () => {
  it('draws one box a table, referrers before, and no second one of itself', () => {
    const { boxes, lines } = layoutDiagram(users, relationsOf(users, tables), 900);
    expect(boxes.map(({ name, columns, role }) => [name, columns, role])).to.eql([
      ['messages', 'user_id', 'referrer'],
      ['messages', 'sender_id · receiver_id', 'referrer'],
      ['users', '', 'center'],
    ]);
    expect(lines).to.have.length(2);
  });

  for (const width of [240, 300, 520, 900]) {
    it(`keeps boxes apart and inside ${width} px`, () => {
      const { tables: many } = generatedSchema(40);
      for (const each of many) {
        const diagram = layoutDiagram(each, relationsOf(each, many), width);
        expect(diagram.width).to.be.at.most(width);
        for (const box of diagram.boxes) {
          expect(box.x).to.be.at.least(0);
          expect(box.x + box.width).to.be.at.most(diagram.width);
          expect(box.y).to.be.at.least(0);
          expect(box.y + box.height).to.be.at.most(diagram.height);
          const overlapping = diagram.boxes.filter(
            (other) =>
              other !== box &&
              other.x < box.x + box.width &&
              box.x < other.x + other.width &&
              other.y < box.y + box.height &&
              box.y < other.y + other.height,
          );
          expect(overlapping).to.eql([]);
        }
      }
    });
  }

  it('counts what is too much to draw', () => {
    const { tables: many } = generatedSchema(300);
    const hub = many[0]!;
    const referrers = layoutDiagram(hub, relationsOf(hub, many), 900).boxes.filter(({ role }) => role !== 'center');
    expect(referrers).to.have.length(8);
    expect(referrers.at(-1)).to.include({ name: '+ 292', role: 'rest' });
  });
});
