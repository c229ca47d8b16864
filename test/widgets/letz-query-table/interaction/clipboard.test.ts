import { expect } from '@open-wc/testing';
import type { Value } from '../../../../server/contract/value.ts';
import { selectedCells, toMarkdown, toTsv } from '../../../../widgets/letz-query-table/interaction/clipboard.ts';

const tsv = (...row: Value[]) => toTsv({ titles: [], rows: [row] });

describe('letz-query-table clipboard', () => {
  for (const start of ['=', '+', '-', '@', '＝', '＋', '－', '＠', ' =', ' ＝', '\t=', '\r']) {
    it(`defuses a text that begins with ${JSON.stringify(start)}`, () => {
      expect(tsv(`${start}1+1`).replace(/^"/, '')).to.match(/^'/);
    });
  }

  it('leaves numbers as stored, also those sent as text', () => {
    expect(tsv(-1.5, '-9007199254740993', 0, null, true)).to.equal('-1.5\t-9007199254740993\t0\t\ttrue');
  });

  it('quotes line breaks and separators', () => {
    expect(tsv('a\tb', 'a\nb', 'say "x"', 'plain')).to.equal('"a\tb"\t"a\nb"\t"say ""x"""\tplain');
  });

  it('escapes Markdown, and aligns columns of numbers', () => {
    const cells = {
      titles: ['a|b', 'n'],
      rows: [
        ['x*y', 1],
        ['<b>', null],
      ] as Value[][],
    };
    expect(toMarkdown(cells)).to.equal('| a\\|b | n |\n| --- | --: |\n| x\\*y | 1 |\n| \\<b> |  |');
  });

  it('copies the selected cells, or all', () => {
    const column = (index: number) => ({
      name: `c${index}`,
      title: `C${index}`,
      type: 'integer' as const,
      description: '',
      width: '',
      chars: 4,
      resized: false,
      hidden: false,
      index,
    });
    const data = {
      columns: [],
      count: 2,
      value: (row: number, at: number) => 10 * row + at,
      values: () => [],
      row: () => ({}),
    };
    const rows = { count: 2, rowAt: (row: number) => 1 - row };
    const source = { data, rows, columns: [column(0), column(1)], selected: undefined };
    expect(selectedCells(source).rows).to.deep.equal([
      [10, 11],
      [0, 1],
    ]);
    expect(selectedCells({ ...source, selected: { top: 1, bottom: 1, left: 1, right: 1 } })).to.deep.equal({
      titles: ['C1'],
      rows: [[1]],
    });
  });
});
