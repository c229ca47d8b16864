import { expect } from '@open-wc/testing';
import type { Param } from '../../../server/contract/query.ts';
import { controlFor, optionsOf } from '../../../widgets/letz-params/fields.ts';
import { mergeParams } from '../../../widgets/letz-params/merge-params.ts';
import { formatParam, parseParam } from '../../../widgets/letz-params/param-values.ts';

function param(type: Param['type'], more: Partial<Param> = {}): Param {
  return {
    name: 'p',
    type,
    default: null,
    required: false,
    min: null,
    max: null,
    values: null,
    description: '',
    ...more,
  };
}

const days = param('integer', { name: 'days', default: 7, min: 1, max: 3650 });
const zone = param('timezone', { default: 'UTC' });
const asOf = param('timestamp', { name: 'as_of' });

/** The value, or the error's code. */
function read(of: Param, text: string) {
  const result = parseParam(of, text);
  return 'error' in result ? result.error.code : result.value;
}

describe('controls', () => {
  it('has a kind of control for each type', () => {
    expect(controlFor(days)).to.equal('number');
    expect(controlFor(zone)).to.equal('time-zone');
    expect(controlFor(asOf)).to.equal('timestamp');
    expect(controlFor(param('boolean'))).to.equal('segments');
    expect(controlFor(param('choice', { values: ['day', 'week', 'month'] }))).to.equal('segments');
    expect(controlFor(param('choice', { values: ['pillar', 'goal', 'level', 'phase', 'gender'] }))).to.equal('select');
  });

  it('has an option of no value only where null is the default', () => {
    expect(optionsOf(param('boolean'))).to.eql(['', 'true', 'false']);
    expect(optionsOf(param('boolean', { default: false }))).to.eql(['true', 'false']);
    expect(optionsOf(param('boolean', { required: true }))).to.eql(['true', 'false']);
    expect(optionsOf(param('choice', { values: ['a', 'b'], default: 'a' }))).to.eql(['a', 'b']);
  });
});

describe('parsing a text', () => {
  it('reads an empty text as the default, or as an error if the parameter is required', () => {
    expect(read(days, '')).to.equal(undefined);
    expect(read(param('integer', { required: true }), '')).to.equal('required');
  });

  it('accepts integers in one form and within the bounds', () => {
    expect(read(days, '30')).to.equal(30);
    for (const text of ['1e1', '7.0', ' 7', '+7', '0x10', 'x']) expect(read(days, text), text).to.equal('integer');
    for (const text of ['0', '-1', '3651']) expect(read(days, text), text).to.equal('between');
    expect(parseParam(days, '0')).to.eql({ error: { code: 'between', min: 1, max: 3650 } });
    expect(read(param('integer', { min: 1 }), '0')).to.equal('at-least');
    expect(read(param('number', { max: 1 }), '1.5')).to.equal('at-most');
  });

  it('counts characters, not code units', () => {
    const text = param('text', { min: 1, max: 3 });
    expect(read(text, '🙂🙂🙂')).to.equal('🙂🙂🙂');
    expect(read(text, 'abcd')).to.equal('length');
  });

  it('accepts only dates that exist', () => {
    const date = param('date', { min: '2026-01-01' });
    expect(read(date, '2028-02-29')).to.equal('2028-02-29');
    expect(read(date, '2026-02-29')).to.equal('date');
    expect(read(date, '2025-12-31')).to.equal('at-least');
  });

  it('reads and formats timestamps as UTC', () => {
    expect(read(asOf, '2026-11-24T08:30')).to.equal('2026-11-24T08:30Z');
    expect(read(asOf, '2026-11-24T24:00')).to.equal('timestamp');
    expect(formatParam(asOf, '2026-11-24T08:30:00.123456Z')).to.equal('2026-11-24T08:30:00');
    expect(formatParam(asOf, '2026-11-24')).to.equal('2026-11-24T00:00:00');
    expect(formatParam(asOf, null)).to.equal('');
  });

  it('accepts time zones by name and by offset, nothing else', () => {
    for (const good of ['UTC', 'z', 'America/Sao_Paulo', 'UTC-3', 'GMT+5:30', '-3', '+0530', 'utc \u22123', '+14:00']) {
      expect(read(zone, good), good).to.equal(good);
    }
    for (const bad of ['foo5', 'UTC-25', '+530', '+14:15', '-12:15', '+05:07', 'Mars/Base']) {
      expect(read(zone, bad), bad).to.equal('timezone');
    }
  });

  it('accepts booleans and choices only from their list', () => {
    expect(read(param('boolean'), 'false')).to.equal(false);
    expect(read(param('boolean'), 'no')).to.equal('choice');
    expect(read(param('choice', { values: ['a'] }), 'b')).to.equal('choice');
  });
});

describe('parameters of several queries', () => {
  const other = param('integer', { name: 'days', default: 90, min: 1, max: 730 });

  it('have the bounds of all queries, and a default only if it is the same', () => {
    expect(mergeParams([[days], [other]])).to.eql([{ ...days, max: 730, default: null, mixed: true }]);
    expect(mergeParams([[days], [{ ...days, max: 10 }]])).to.eql([{ ...days, max: 10 }]);
    expect(mergeParams([[param('integer', { max: 5 })], [param('integer', { min: 2 })]])[0]).to.include({
      min: 2,
      max: 5,
    });
  });

  it('have the choices that all queries have', () => {
    const [both] = mergeParams([
      [param('choice', { values: ['any', 'user', 'bot'] })],
      [param('choice', { values: ['user', 'any'] })],
    ]);
    expect(both?.values).to.eql(['any', 'user']);
  });

  it('leave out a name with different types', () => {
    expect(mergeParams([[days], [param('text', { name: 'days' })], [days], [zone]])).to.eql([zone]);
  });
});
