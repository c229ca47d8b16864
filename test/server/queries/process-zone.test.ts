import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseNames } from '../../support/databases.ts';
import { openFixture, type QueryFixture, type Question } from './fixture.ts';
import { world } from './generate.ts';
import { naive } from './naive/all.ts';
import { rowsAsOf } from './naive/rows-as-of.ts';
import { iso } from './naive/stamps.ts';

const UNSET = process.env.TZ;

/** Time zones of the process far from UTC on either side, with clock changes at midnight. */
const MACHINES = ['America/Havana', 'Pacific/Kiritimati'];

describe.each(databaseNames().flatMap((name) => MACHINES.map((zone) => ({ name, zone }))))(
  'on $name, started in $zone',
  ({ name, zone }) => {
    let fixture: QueryFixture;
    beforeAll(async () => {
      process.env.TZ = zone;
      fixture = await openFixture(name);
    });
    afterAll(async () => {
      await fixture.close();
      if (UNSET === undefined) delete process.env.TZ;
      else process.env.TZ = UNSET;
    });

    test('all results are the same', async () => {
      expect(new Date(2024, 0, 1).toISOString()).not.toBe('2024-01-01T00:00:00.000Z');
      for (const { tables, asOf, tz } of fc.sample(world, { numRuns: 3, seed: 7 })) {
        await fixture.setRows(tables);
        const questions: Question[] = Object.keys(naive).map((query) => ({ name: query, asked: { as_of: iso(asOf) } }));
        const zoned = ZONED.map((query) => ({ name: query, asked: { as_of: iso(asOf), tz, days: 40 } }));
        const results = await fixture.results([...questions, ...zoned]);
        const seen = rowsAsOf(tables, asOf);
        for (const [i, { name: query, asked }] of [...questions, ...zoned].entries()) {
          expect([query, results[i]?.rows]).toEqual([query, naive[query]?.rows(seen, asked)]);
        }
      }
    });
  },
);

const ZONED = ['signups-by-day', 'daily-active-users', 'onboarding-cohorts', 'retention', 'message-heatmap'];
