import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseNames } from '../../support/databases.ts';
import { openFixture, type QueryFixture } from './fixture.ts';
import { tables } from './rows.ts';

/** ICU locales: in Turkish I is lower-cased to \u0131 and i upper-cased to \u0130; in Danish Aa sorts after Z. */
const LANGUAGES = ['tr-TR', 'da-DK'];

const servers = databaseNames().filter((name) => name !== 'embedded');

describe.each(servers.flatMap((name) => LANGUAGES.map((language) => ({ name, language }))))(
  'on $name, in a database whose language is $language',
  ({ name, language }) => {
    let fixture: QueryFixture;
    beforeAll(async () => {
      fixture = await openFixture(name, { language });
    });
    afterAll(() => fixture.close());

    test('weekdays, time zones, search and sort order are the same', async () => {
      const zones = ['PACIFIC/APIA', 'asia/kathmandu', 'UTC', 'gmt +1'];
      const names = ['ISIL', 'isil', 'JOÃO', 'Zoé'];
      await fixture.setRows(
        tables({
          users: zones.map((timezone, i) => ({
            ...{ waid: `${i}`, timezone, full_name: names[i] ?? null, pillar: ['Aa', 'Z', 'b', 'aa'][i] ?? null },
          })),
          user_activities: ['"FRIDAY"', '"friday"', '"Friday"'].map((days, i) => ({ user_id: i + 1, days })),
        }),
      );
      expect((await fixture.rows('activity-weekdays'))[4]).toEqual(['Friday', 3]);
      const read = (await fixture.rows('timezone-coverage')).map(([, zone]) => zone);
      expect(read).toEqual(['Pacific/Apia', 'UTC', 'Asia/Kathmandu', '+01:00']);
      const found = async (search: string) => (await fixture.rows('user-directory', { search })).map(([waid]) => waid);
      expect(await found('isi')).toEqual(['0', '1']);
      expect(await found('ISI')).toEqual(['0', '1']);
      expect(await found('ão')).toEqual(['2']);
      expect((await fixture.rows('user-segments')).map(([segment]) => segment)).toEqual(['Aa', 'Z', 'aa', 'b']);
    });
  },
);
