import { expect } from '@open-wc/testing';
import { Choice } from '../../../widgets/letz-params/form-state.ts';
import type { Offered } from '../../../widgets/letz-params/param-values.ts';
import { Address } from '../../../widgets/letz-params/url-sync.ts';

const days: Offered = {
  name: 'days',
  type: 'integer',
  default: 7,
  required: false,
  min: 1,
  max: 90,
  values: null,
  description: '',
};
const search: Offered = { ...days, name: 'search', type: 'text', default: null, min: null, max: null };

function write(choice: Choice, param: Offered, text: string): Choice {
  choice.write(param, text);
  choice.commit(param);
  return choice;
}

describe('a choice', () => {
  it('is what was chosen here, then what is around, then the default', () => {
    const choice = new Choice([days], {}, {});
    expect(choice.value(days)).to.equal(7);
    choice.follow({ days: 30 });
    expect(choice.value(days)).to.equal(30);
    expect(write(choice, days, '14').value(days)).to.equal(14);
    expect(choice.values).to.eql({ days: 14 });
  });

  it('gives way to what others choose later, and not to its own echo', () => {
    const choice = write(new Choice([days], {}, { days: 30 }), days, '14');
    expect(choice.follow({ days: 14 })).to.equal(false);
    expect(choice.follow({ days: 14, other: 1 })).to.equal(false);
    expect(choice.follow({ days: 21, other: 1 })).to.equal(true);
    expect([choice.value(days), choice.values]).to.eql([21, {}]);
  });

  it('keeps a text that is no value until it is one', () => {
    const choice = write(new Choice([days], {}, {}), days, '91');
    expect(choice.text(days)).to.equal('91');
    expect(choice.value(days)).to.equal(7);
    expect(choice.check()).to.eql([days]);
    expect(write(choice, days, '9').check()).to.eql([]);
  });

  it('shows the spelling only once the reader has left', () => {
    const choice = new Choice([days], {}, {});
    choice.write(days, '007');
    choice.commit(days, false);
    expect([choice.value(days), choice.text(days)]).to.eql([7, '007']);
    choice.commit(days);
    expect(choice.text(days)).to.equal('7');
  });

  it('leaves to each query its own until one is chosen', () => {
    const various: Offered = { ...days, default: null, various: true };
    const choice = new Choice([various], {}, {});
    expect(choice.value(various)).to.equal(undefined);
    write(choice, various, '5');
    write(choice, various, '');
    expect(choice.values).to.eql({});
  });

  it('leaves it to each query again once it is emptied, though the context still says what was chosen', () => {
    const various: Offered = { ...days, default: null, various: true };
    const choice = write(new Choice([various], {}, {}), various, '14');
    choice.follow({ days: 14 });
    choice.write(various, '');
    expect(choice.commit(various)).to.equal(true);
    expect([choice.value(various), choice.text(various), choice.values]).to.eql([undefined, '', {}]);
    expect(choice.follow({})).to.equal(false);
    expect(choice.changed).to.equal(false);
  });

  it('comes back to the first values, whoever changed them', () => {
    const choice = new Choice([days, search], { search: 'ann' }, { days: 30 });
    choice.follow({ days: 3, search: 'ann' });
    write(choice, search, '');
    expect(choice.changed).to.equal(true);
    choice.reset();
    expect([choice.value(days), choice.value(search), choice.changed]).to.eql([30, 'ann', false]);
  });

  it('shows what the gateway refused, until it is changed', () => {
    const choice = new Choice([days], {}, {});
    choice.refuse('days', 'Not on Sundays.');
    expect(choice.fault(days)).to.equal('Not on Sundays.');
    expect(write(choice, days, '5').fault(days)).to.equal(undefined);
  });
});

describe('an address', () => {
  it('keeps its names apart from the page’s and from another’s', () => {
    const texts = new Address('').read('?letz-days=5&days=6&left-days=7&letz-tz=UTC%2B3');
    expect([...texts]).to.eql([
      ['days', '5'],
      ['tz', 'UTC+3'],
    ]);
    expect([...new Address('left').read('?left-days=7&letz-days=5')]).to.eql([['days', '7']]);
  });

  it('changes only what is new', () => {
    const address = new Address('');
    const href = 'https://x.example/a?q=a%20b&letz-days=5#here';
    expect(
      address.write(
        href,
        new Map([
          ['days', '5'],
          ['tz', undefined],
        ]),
      ),
    ).to.equal(href);
    expect(address.write(href, new Map([['days', undefined]]))).to.equal('https://x.example/a?q=a+b#here');
  });
});
