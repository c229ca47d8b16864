import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { ColumnarResult, Result } from '../../../../server/contract/result.ts';
import type { Value } from '../../../../server/contract/value.ts';
import { keepJsonSource } from '../../../../widgets/core/gateway/json-source.ts';
import { indentJson, storedJson } from '../../../../widgets/core/gateway/json-text.ts';

const columns = [
  { name: 'id', type: 'integer' as const, description: '' },
  { name: 'value', type: 'json' as const, description: 'rows: [[1]]' },
];
const head = { query: 'q', title: '"rows":[', rowCount: 0, truncated: false, params: {}, asOf: '' };
const json = fc.jsonValue() as fc.Arbitrary<Value>;
const indent = fc.constantFrom(undefined, 2, '\t');

describe('stored JSON', () => {
  it('is what the response has, without white space between tokens, in both shapes of a result', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1 }), indent, (values, space) => {
        const expected = values.map((value) => (value === null ? null : JSON.stringify(value)));
        const byRow: Result = { ...head, columns, rows: values.map((value, id) => [id, value]) };
        const byColumn: ColumnarResult = { ...head, columns, values: [values.map((_, id) => id), values] };
        for (const result of [byRow, byColumn]) {
          const text = JSON.stringify({ results: [{ ...head, columns, rows: [[]] }, result] }, null, space);
          const parsed = JSON.parse(text).results[1];
          keepJsonSource(parsed, text, ['results', 1]);
          expect(storedJson(parsed)).to.deep.equal([null, expected]);
        }
      }),
    );
  });

  it('keeps digits, the order of members and duplicate keys', () => {
    const stored = '{"a":12345678901234567890,"10":1,"2":2,"big":1e400,"one":1.0,"a":"\\u0041 \\" ]}"}';
    const text = `{"columns":${JSON.stringify(columns)},"rows":[[1, ${stored} ],[2,null],[3,-0.10]]}`;
    const result = JSON.parse(text);
    keepJsonSource(result, text);
    expect(storedJson(result)).to.deep.equal([null, [stored, null, '-0.10']]);
  });

  it('is missing for results set by the page', () => {
    expect(storedJson({ ...head, columns, rows: [] })).to.equal(undefined);
  });

  it('is indented as JSON.stringify does', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(indentJson(JSON.stringify(value))).to.equal(JSON.stringify(value, null, 2));
      }),
    );
  });
});
