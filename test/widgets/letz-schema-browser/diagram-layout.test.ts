import { expect } from '@open-wc/testing';
import { layoutDiagram } from '../../../widgets/letz-schema-browser/diagram-layout.ts';
import { relationsOf } from '../../../widgets/letz-schema-browser/foreign-keys.ts';
import { foreignKey, generatedSchema, table } from './generated-schema.ts';

const users = table('users', { foreignKeys: [foreignKey('invited_by', 'users')] });
const messages = table('messages', {
  foreignKeys: [foreignKey('sender_id', 'users'), foreignKey('receiver_id', 'users')],
});
const archive = table('messages', { schema: 'archive', foreignKeys: [foreignKey('user_id', 'users')] });
const tables = [archive, messages, users];

describe('relation diagram', () => {
  it('has one box per table, referencing tables first', () => {
    const { boxes, lines } = layoutDiagram(users, relationsOf(users, tables), 900);
    expect(boxes.map(({ name, columns, role }) => [name, columns, role])).to.eql([
      ['messages', 'user_id', 'referrer'],
      ['messages', 'sender_id · receiver_id', 'referrer'],
      ['users', 'invited_by', 'center'],
    ]);
    expect(lines).to.have.length(3);
  });

  it('draws a self-reference as a loop inside the diagram', () => {
    for (const width of [300, 900]) {
      const alone = layoutDiagram(users, relationsOf(users, [users]), width);
      const [box] = alone.boxes;
      expect(alone.lines).to.have.length(1);
      const room = alone.width - box!.width + (alone.height - box!.height);
      expect(room).to.be.at.least(18);
    }
  });

  for (const width of [160, 240, 300, 520, 900]) {
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

  it('has boxes of positive size also without any width', () => {
    for (const width of [-2, 0, 40]) {
      const { boxes } = layoutDiagram(users, relationsOf(users, tables), width);
      for (const box of boxes) expect(box.width).to.be.greaterThan(0);
    }
  });

  it('counts neighbours that it does not draw', () => {
    const { tables: many } = generatedSchema(300);
    const hub = many[0]!;
    const referrers = layoutDiagram(hub, relationsOf(hub, many), 900).boxes.filter(({ role }) => role !== 'center');
    expect(referrers).to.have.length(8);
    expect(referrers.at(-1)).to.include({ name: '+ 292', role: 'rest' });
  });
});
