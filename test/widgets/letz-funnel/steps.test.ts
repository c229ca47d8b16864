import { expect } from '@open-wc/testing';
import { texts as english } from '../../../widgets/core/visual/texts/en.ts';
import {
  type FunnelFormats,
  formatLoss,
  largestLoss,
  sentenceOf,
  toSteps,
} from '../../../widgets/letz-funnel/steps.ts';

const columns = [
  { name: 'step', type: 'text' as const, description: '' },
  { name: 'users', type: 'integer' as const, description: '' },
];
const steps = (...counts: (number | string | null)[]) =>
  toSteps({ columns, rows: counts.map((count, index) => [`step_${index + 1}`, count]) });
const formats: FunnelFormats = {
  title: 'Journey',
  texts: english,
  number: String,
  percent: (part) => `${Math.round(part * 1000) / 10}%`,
};

describe('steps of a funnel', () => {
  it('have their share of the start and the loss since the step before', () => {
    expect(steps(200, 150, 30)).to.deep.equal([
      { name: 'Step 1', value: 200, count: 200, ofStart: 1, lost: null, lostShare: null },
      { name: 'Step 2', value: 150, count: 150, ofStart: 0.75, lost: 50, lostShare: 0.25 },
      { name: 'Step 3', value: 30, count: 30, ofStart: 0.15, lost: 120, lostShare: 0.8 },
    ]);
  });

  it('don’t divide by zero', () => {
    const [first, second] = steps(0, 0);
    expect([first!.ofStart, second!.lost, second!.lostShare]).to.deep.equal([null, 0, null]);
  });

  it('calculate nothing from unknown counts', () => {
    const found = steps(100, null, 40, 'NaN');
    expect(found.map(({ count }) => count)).to.deep.equal([100, null, 40, null]);
    expect(found.map(({ ofStart }) => ofStart)).to.deep.equal([1, null, 0.4, null]);
    expect(found.map(({ lost, lostShare }) => lost ?? lostShare)).to.deep.equal([null, null, null, null]);
    expect(sentenceOf(found, formats)).to.equal(
      'Journey: Step 1 100; Step 2 no value; Step 3 40, 40% of the start; Step 4 NaN.',
    );
    expect(steps(null, 3)[1]).to.deep.include({ count: 3, ofStart: null, lost: null, lostShare: null });
  });

  it('keep all digits of integers beyond those of a double', () => {
    const found = steps('9007199254740993123', '9007199254740993000', 3);
    expect(found.map(({ value }) => value)).to.deep.equal(['9007199254740993123', '9007199254740993000', 3]);
    expect(found.map((step) => formatLoss(step, formats))).to.deep.equal([
      '',
      '123 lost (0%)',
      '9007199254740992997 lost (100%)',
    ]);
  });

  it('may widen', () => {
    const [, second] = steps(10, 25);
    expect([second!.lost, second!.ofStart]).to.deep.equal([-15, 2.5]);
    expect(formatLoss(second!, formats)).to.equal('15 more');
  });

  it('have titles for identifiers, and keep other names', () => {
    const names = toSteps({
      columns,
      rows: [
        ['Visits (all)', 2],
        ['signed_up', 1],
        [null, 0],
      ],
    }).map(({ name }) => name);
    expect(names).to.deep.equal(['Visits (all)', 'Signed up', '3']);
  });

  it('have a largest loss', () => {
    expect(largestLoss(steps(200, 150, 30))).to.equal(2);
    expect(largestLoss(steps(5, 5))).to.equal(-1);
    expect(largestLoss([])).to.equal(-1);
  });

  it('have a sentence', () => {
    expect(sentenceOf(steps(200, 150, 30), formats)).to.equal(
      'Journey: Step 1 200; Step 2 150, 75% of the start; Step 3 30, 15% of the start; most are lost before Step 3: 120 (80%).',
    );
    expect(sentenceOf(steps(3), formats)).to.equal('Journey: Step 1 3.');
  });

  it('are none without a count', () => {
    expect(toSteps({ columns: columns.slice(0, 1), rows: [['a']] })).to.deep.equal([]);
  });
});
