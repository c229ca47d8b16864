import { expect } from '@open-wc/testing';
import type { Column } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';
import { Formats } from '../../../../widgets/core/format/formats.ts';
import { formatValue } from '../../../../widgets/core/format/values.ts';

const format = (value: Value, column: Partial<Column>, locale = 'en') =>
  formatValue(Formats.for(locale), value, { name: 'n', type: 'number', ...column }).replace(/[\u00a0\u202f]/g, ' ');

describe('formats by role', () => {
  it('have no separators in identifiers and years', () => {
    for (const locale of ['en', 'de', 'pt', 'fr']) {
      expect(format(120_363_000_123, { role: 'identifier' }, locale)).to.equal('120363000123');
      expect(format('9007199254740993123', { role: 'identifier' }, locale)).to.equal('9007199254740993123');
      expect(format(2020, { role: 'year' }, locale)).to.equal('2020');
    }
    expect(format(2020, { role: 'count' })).to.equal('2,020');
  });

  it('name the currency', () => {
    expect(format(1234.5, { role: 'currency', format: 'BRL' }, 'pt-BR')).to.equal('R$ 1.234,50');
    expect(format(-3, { role: 'currency', format: 'USD' })).to.equal('-$3.00');
    expect(format(3, { role: 'currency', format: 'nonsense' })).to.equal('3');
  });

  for (const [bytes, text] of [
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [-1_230_000, '-1.2 MB'],
    [7e18, '7,000 PB'],
    ['NaN', 'NaN'],
  ] as const) {
    it(`write ${bytes} bytes as ${text}`, () => {
      expect(format(bytes, { role: 'bytes' })).to.equal(text);
    });
  }

  for (const [value, unit, text] of [
    [0, 's', '0s'],
    [80, 'ms', '80ms'],
    [0.9999, 's', '1s'],
    [12.54, 's', '12.5s'],
    [59.96, 's', '1m'],
    [90, 's', '1m 30s'],
    [3599.9, 's', '1h'],
    [65, 'min', '1h 5m'],
    [86_399, 's', '1d'],
    [1.5, 'd', '1d 12h'],
    [-90, 's', '-1m 30s'],
    ['Infinity', 's', 'Infinity'],
  ] as const) {
    it(`write ${value} ${unit} as ${text}`, () => {
      expect(format(value, { role: 'duration', format: unit })).to.equal(text);
    });
  }
});
