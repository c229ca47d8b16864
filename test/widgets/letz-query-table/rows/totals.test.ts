import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { ColumnRole } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';
import { RowOrder } from '../../../../widgets/letz-query-table/rows/row-order.ts';
import { tableData } from '../../../../widgets/letz-query-table/rows/table-data.ts';
import { totalsOf } from '../../../../widgets/letz-query-table/rows/totals.ts';
import { exact } from './samples.ts';

function total(values: Value[], role: ColumnRole = 'count'): Value | undefined {
  const columns = [{ name: 'n', type: 'number' as const, description: '', role }];
  const head = { query: '', title: '', rowCount: values.length, truncated: false, params: {}, asOf: '' };
  const data = tableData({ ...head, columns, values: [values] });
  const rows = new RowOrder(() => undefined);
  const context = {
    locale: 'en',
    tz: undefined,
    yes: 'yes',
    no: 'no',
    print: String,
    noValue: '–',
    number: String,
    complete: true,
  };
  rows.update(data, context, false);
  return totalsOf(data, rows)[0];
}

describe('letz-query-table totals', () => {
  it('are exact', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(number), (values) => {
        const expected = values.reduce((sum, value) => sum + (value === null ? 0n : exact(String(value))), 0n);
        expect(exact(String(total(values)))).to.equal(expected);
      }),
    );
    expect(total([0.1, 0.2])).to.equal('0.3');
    expect(total([-0.25, -1])).to.equal('-1.25');
    expect(total([])).to.equal(0);
  });

  it('are only of additive columns', () => {
    for (const role of ['currency', 'duration', 'bytes', 'count'] as const) expect(total([1, 2], role)).to.equal(3);
    for (const role of ['percent', 'identifier', 'year', 'previous'] as const)
      expect(total([1, 2], role)).to.equal(undefined);
    expect(total([1, 'NaN'])).to.equal(undefined);
  });
});
