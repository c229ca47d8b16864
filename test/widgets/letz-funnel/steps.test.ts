import { expect } from '@open-wc/testing';
import { texts as english } from '../../../widgets/core/visual/texts/en.ts';
import { type FunnelWording, largestLoss, sayFunnel, sayLoss, toSteps } from '../../../widgets/letz-funnel/steps.ts';

const columns = [
  { name: 'step', type: 'text' as const, description: '' },
  { name: 'users', type: 'integer' as const, description: '' },
];
const steps = (...counts: (number | string | null)[]) =>
  toSteps({ columns, rows: counts.map((count, index) => [`step_${index + 1}`, count]) });
const wording: FunnelWording = {
  title: 'Journey',
  texts: english,
  number: String,
  percent: (part) => `${Math.round(part * 1000) / 10}%`,
};

describe('steps of a funnel', () => {
  it('count what is left of the start and lost since the step before', () => {
    expect(steps(200, 150, 30)).to.deep.equal([
      { name: 'Step 1', value: 200, count: 200, ofStart: 1, lost: null, lostShare: null },
      { name: 'Step 2', value: 150, count: 150, ofStart: 0.75, lost: 50, lostShare: 0.25 },
      { name: 'Step 3', value: 30, count: 30, ofStart: 0.15, lost: 120, lostShare: 0.8 },
    ]);
  });

  it('divide nothing by zero', () => {
    const [first, second] = steps(0, 0);
    expect([first!.ofStart, second!.lost, second!.lostShare]).to.deep.equal([null, 0, null]);
  });

  it('reckon nothing from what is not known, and say so', () => {
    const found = steps(100, null, 40, 'NaN');
    expect(found.map(({ count }) => count)).to.deep.equal([100, null, 40, null]);
    expect(found.map(({ ofStart }) => ofStart)).to.deep.equal([1, null, 0.4, null]);
    expect(found.map(({ lost, lostShare }) => lost ?? lostShare)).to.deep.equal([null, null, null, null]);
    expect(sayFunnel(found, wording)).to.equal(
      'Journey: Step 1 100; Step 2 no value; Step 3 40, 40% of the start; Step 4 NaN.',
    );
    expect(steps(null, 3)[1]).to.deep.include({ count: 3, ofStart: null, lost: null, lostShare: null });
  });

  it('keep all digits of what no double holds', () => {
    const found = steps('9007199254740993123', '9007199254740993000', 3);
    expect(found.map(({ value }) => value)).to.deep.equal(['9007199254740993123', '9007199254740993000', 3]);
    expect(found.map((step) => sayLoss(step, wording))).to.deep.equal([
      '',
      '123 lost (0%)',
      '9007199254740992997 lost (100%)',
    ]);
  });

  it('may widen', () => {
    const [, second] = steps(10, 25);
    expect([second!.lost, second!.ofStart]).to.deep.equal([-15, 2.5]);
    expect(sayLoss(second!, wording)).to.equal('15 more');
  });

  it('keep names that people wrote, and read those that programs wrote', () => {
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

  it('know before which step most are lost', () => {
    expect(largestLoss(steps(200, 150, 30))).to.equal(2);
    expect(largestLoss(steps(5, 5))).to.equal(-1);
    expect(largestLoss([])).to.equal(-1);
  });

  it('are said in one sentence', () => {
    expect(sayFunnel(steps(200, 150, 30), wording)).to.equal(
      'Journey: Step 1 200; Step 2 150, 75% of the start; Step 3 30, 15% of the start; most are lost before Step 3: 120 (80%).',
    );
    expect(sayFunnel(steps(3), wording)).to.equal('Journey: Step 1 3.');
  });

  it('are none where nothing is counted', () => {
    expect(toSteps({ columns: columns.slice(0, 1), rows: [['a']] })).to.deep.equal([]);
  });
});
