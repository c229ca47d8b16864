import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseNames } from '../../support/databases.ts';
import { type House, openHouse } from './house.ts';
import { tables } from './rows.ts';

/** In Turkish the small letter of I is \u0131, and the large one of i is \u0130; in Danish, Aa comes after Z. */
const LANGUAGES = ['tr-TR', 'da-DK'];

const servers = databaseNames().filter((name) => name !== 'embedded');

describe.each(servers.flatMap((name) => LANGUAGES.map((language) => ({ name, language }))))(
  'on $name, in a database whose language is $language',
  ({ name, language }) => {
    let house: House;
    beforeAll(async () => {
      house = await openHouse(name, { language });
    });
    afterAll(() => house.close());

    test('weekdays, zones, names and the order of texts are the same', async () => {
      const zones = ['PACIFIC/APIA', 'asia/kathmandu', 'UTC', 'gmt +1'];
      const names = ['ISIL', 'isil', 'JOÃO', 'Zoé'];
      await house.setRows(
        tables({
          users: zones.map((timezone, i) => ({
            ...{ waid: `${i}`, timezone, full_name: names[i] ?? null, pillar: ['Aa', 'Z', 'b', 'aa'][i] ?? null },
          })),
          user_activities: ['"FRIDAY"', '"friday"', '"Friday"'].map((days, i) => ({ user_id: i + 1, days })),
        }),
      );
      expect((await house.rows('activity-weekdays'))[4]).toEqual(['Friday', 3]);
      const read = (await house.rows('timezone-coverage')).map(([, zone]) => zone);
      expect(read).toEqual(['Pacific/Apia', 'UTC', 'Asia/Kathmandu', '+01:00']);
      const found = async (search: string) => (await house.rows('user-directory', { search })).map(([waid]) => waid);
      expect(await found('isi')).toEqual(['0', '1']);
      expect(await found('ISI')).toEqual(['0', '1']);
      expect(await found('ão')).toEqual(['2']);
      expect((await house.rows('user-segments')).map(([segment]) => segment)).toEqual(['Aa', 'Z', 'aa', 'b']);
    });
  },
);
