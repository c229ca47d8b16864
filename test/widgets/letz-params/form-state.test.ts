import { expect } from '@open-wc/testing';
import { FormState } from '../../../widgets/letz-params/form-state.ts';
import type { FormParam } from '../../../widgets/letz-params/merge-params.ts';
import { UrlParams } from '../../../widgets/letz-params/url-sync.ts';

const days: FormParam = {
  name: 'days',
  type: 'integer',
  default: 7,
  required: false,
  min: 1,
  max: 90,
  values: null,
  description: '',
};
const search: FormParam = { ...days, name: 'search', type: 'text', default: null, min: null, max: null };
const mixed: FormParam = { ...days, default: null, mixed: true };

function write(state: FormState, param: FormParam, text: string): FormState {
  state.write(param, text);
  state.commit(param);
  return state;
}

describe('form state', () => {
  it('has the chosen value, else the inherited one, else the default', () => {
    const state = new FormState([days], {}, {});
    expect(state.value(days)).to.equal(7);
    state.inherit({ days: 30 });
    expect(state.value(days)).to.equal(30);
    expect(write(state, days, '14').value(days)).to.equal(14);
    expect(state.values).to.eql({ days: 14 });
  });

  it('drops a chosen value when the inherited one changes, and not when another parameter does', () => {
    const state = write(new FormState([days], {}, { days: 30 }), days, '14');
    state.inherit({ days: 30, other: 1 });
    expect(state.value(days)).to.equal(14);
    state.inherit({ days: 14, other: 1 });
    expect(state.values).to.eql({ days: 14 });
    state.inherit({ days: 21, other: 1 });
    expect([state.value(days), state.values]).to.eql([21, {}]);
  });

  it('keeps an invalid text as a draft beside the value in effect', () => {
    const state = write(new FormState([days], {}, {}), days, '91');
    expect(state.text(days)).to.equal('91');
    expect(state.value(days)).to.equal(7);
    expect(state.texts.has('days')).to.equal(false);
    expect(state.check()).to.eql([days]);
    expect(write(state, days, '9').check()).to.eql([]);
  });

  it('shows the canonical text only once the user has left the control', () => {
    const state = new FormState([days], {}, {});
    state.write(days, '007');
    state.commit(days, false);
    expect([state.value(days), state.text(days)]).to.eql([7, '007']);
    state.commit(days);
    expect(state.text(days)).to.equal('7');
  });

  it('has no value where the queries have different defaults, and none again once emptied', () => {
    const state = new FormState([mixed], {}, {});
    expect(state.value(mixed)).to.equal(undefined);
    write(state, mixed, '5');
    state.write(mixed, '');
    expect(state.commit(mixed)).to.equal(true);
    expect([state.value(mixed), state.text(mixed), state.values, state.changed]).to.eql([undefined, '', {}, false]);
  });

  it('has no value after emptying either where the context has one', () => {
    const state = new FormState([mixed], {}, { days: 30 });
    expect(state.text(mixed)).to.equal('30');
    expect(write(state, mixed, '').values).to.eql({ days: null });
    expect([state.text(mixed), state.texts.get('days')]).to.eql(['', '']);
  });

  it('resets to the initial values, also after changes by others', () => {
    const state = new FormState([days, search], { search: 'ann' }, { days: 30 });
    state.inherit({ days: 3 });
    write(state, search, '');
    expect(state.changed).to.equal(true);
    state.reset();
    expect([state.value(days), state.value(search), state.changed]).to.eql([30, 'ann', false]);
  });

  it('keeps a locked value over initial, inherited and typed ones', () => {
    const locked: FormParam = { ...days, default: 30, locked: true };
    const state = write(new FormState([locked], { days: 5 }, { days: 6 }), locked, '8');
    expect([state.value(locked), state.text(locked), state.values, state.changed]).to.eql([30, '30', {}, false]);
  });

  it('shows the gateway’s error until the value changes', () => {
    const state = new FormState([days], {}, {});
    state.reject('days', 'Not on Sundays.');
    expect(state.error(days)).to.equal('Not on Sundays.');
    expect(write(state, days, '5').error(days)).to.equal(undefined);
  });
});

describe('URL parameters', () => {
  it('have a prefix that separates them from the page’s and from another element’s', () => {
    const texts = new UrlParams('').read('?letz-days=5&days=6&left-days=7&letz-tz=UTC%2B3');
    expect([...texts]).to.eql([
      ['days', '5'],
      ['tz', 'UTC+3'],
    ]);
    expect([...new UrlParams('left').read('?left-days=7&letz-days=5')]).to.eql([['days', '7']]);
  });

  it('change only where a text differs', () => {
    const params = new UrlParams('');
    const href = 'https://x.example/a?q=a%20b&letz-days=5#here';
    expect(
      params.write(
        href,
        new Map([
          ['days', '5'],
          ['tz', undefined],
        ]),
      ),
    ).to.equal(href);
    expect(params.write(href, new Map([['days', undefined]]))).to.equal('https://x.example/a?q=a+b#here');
  });
});
