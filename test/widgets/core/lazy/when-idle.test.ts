import { expect } from '@open-wc/testing';
import { whenIdle } from '../../../../widgets/core/lazy/when-idle.ts';
import { until } from '../../support.ts';

describe('when idle', () => {
  it('runs all tasks, also after one that throws', async () => {
    const told: unknown[] = [];
    const real = window.reportError;
    window.reportError = (error) => told.push(error);
    const ran: string[] = [];
    const failure = new Error('on purpose');
    whenIdle(() => {
      throw failure;
    });
    whenIdle(() => ran.push('second'));
    whenIdle(() => ran.push('given up'))();
    await until(() => ran.length);
    whenIdle(() => ran.push('later'));
    await until(() => ran.length === 2);
    window.reportError = real;
    expect(ran).to.deep.equal(['second', 'later']);
    expect(told).to.deep.equal([failure]);
  });
});
