import { expect } from '@open-wc/testing';
import type { SchemaTable } from '../../../server/contract/schema.ts';
import { pressKey, qualify, sortTables, visibleRows } from '../../../widgets/letz-schema-browser/tree.ts';
import { column, table } from './generated-schema.ts';

const users = table('users', { columns: [column('id'), column('waid')] });
const events = table('events', { columns: [column('id')] });
const closed = (tables: SchemaTable[]) => tables.map((each) => ({ table: each, columns: [] }));

describe('schema tree', () => {
  it('has no row for a single schema', () => {
    const rows = visibleRows(closed([events, users]), new Set([users]));
    expect(rows.map(({ name, level }) => [name, level])).to.eql([
      ['events', 1],
      ['users', 1],
      ['id', 2],
      ['waid', 2],
    ]);
    expect(rows.map(({ position, size }) => `${position}/${size}`)).to.eql(['1/2', '2/2', '1/2', '2/2']);
  });

  it('has a row for each of several schemas, open at first', () => {
    const hits = closed([users, table('users', { schema: 'audit' })]);
    expect(visibleRows(hits, new Set()).map(({ name, level }) => [name, level])).to.eql([
      ['public', 1],
      ['users', 2],
      ['audit', 1],
      ['users', 2],
    ]);
    expect(visibleRows(hits, new Set(['public', 'audit'])).map(({ name }) => name)).to.eql(['public', 'audit']);
  });

  it('shows only the columns found, in an open table', () => {
    const hits = [{ table: users, columns: [column('waid')] }];
    expect(visibleRows(hits, new Set()).map(({ name }) => name)).to.eql(['users', 'waid']);
    expect(visibleRows(hits, new Set([users])).map(({ name }) => name)).to.eql(['users']);
  });

  it('quotes names where needed, so that different ones never look the same', () => {
    expect(qualify('a.b', 'c')).not.to.equal(qualify('a', 'b.c'));
    expect(qualify('a"b')).to.equal('"a""b"');
  });

  it('sorts numbers in names as numbers', () => {
    const names = sortTables([table('item10'), table('item2'), table('z', { schema: 'audit' })]).map(
      ({ name }) => name,
    );
    expect(names).to.eql(['z', 'item2', 'item10']);
  });
});

describe('keys of the tree', () => {
  const rows = visibleRows(closed([events, table('messages'), users]), new Set([users]));
  const press = (at: number, key: string) => pressKey(rows, at, key, 10);

  it('move the active row within bounds', () => {
    expect(press(-1, 'ArrowDown')).to.eql({ to: 0 });
    expect(press(0, 'ArrowUp')).to.eql({ to: 0 });
    expect(press(0, 'End')).to.eql({ to: 4 });
    expect(press(4, 'ArrowDown')).to.eql({ to: 4 });
    expect(press(1, 'PageDown')).to.eql({ to: 4 });
    expect(press(4, 'Home')).to.eql({ to: 0 });
  });

  it('open, enter, leave and close a branch', () => {
    expect(press(0, 'ArrowRight')).to.equal('toggle');
    expect(press(2, 'ArrowRight')).to.eql({ to: 3 });
    expect(press(4, 'ArrowRight')).to.equal(null);
    expect(press(4, 'ArrowLeft')).to.eql({ to: 2 });
    expect(press(2, 'ArrowLeft')).to.equal('toggle');
    expect(press(0, 'ArrowLeft')).to.equal(null);
  });

  it('moves to the next name with a letter, wrapping around', () => {
    expect(press(0, 'u')).to.eql({ to: 2 });
    expect(press(2, 'E')).to.eql({ to: 0 });
    expect(press(0, 'x')).to.equal(null);
    expect(press(0, ' ')).to.equal(null);
    expect(press(0, 'F5')).to.equal(null);
  });

  it('have no effect in an empty tree', () => {
    expect(pressKey([], -1, 'ArrowRight', 10)).to.equal(null);
  });
});
