import { expect, test } from 'vitest';
import type { Result } from '../../../server/contract/result.ts';
import { onEveryDatabase, type QueryFixture } from './fixture.ts';
import { MINUTE, moment } from './naive/stamps.ts';
import { offsetAt, readZone } from './naive/zones.ts';
import { tables } from './rows.ts';
import { SPELLINGS } from './zone-samples.ts';

/** The zone of each spelling in `users.timezone`, and its offset from UTC in minutes. */
async function coverage(fixture: QueryFixture, spellings: readonly string[], asOf = '2026-07-01T12:00:00Z') {
  await fixture.setRows(tables({ users: spellings.map((timezone, i) => ({ waid: `${i}`, timezone })) }));
  const rows = await fixture.rows('timezone-coverage', { as_of: asOf });
  return new Map(rows.map(([timezone, zone, offset]) => [timezone as string, [zone, offset]]));
}

onEveryDatabase((fixture) => {
  test('common spellings have the expected offset', async () => {
    const said: Record<string, [string | null, number | null]> = {
      UTC: ['UTC', 0],
      gmt: ['UTC', 0],
      ' z\t': ['UTC', 0],
      Zulu: ['Zulu', 0],
      'gmt+0': ['GMT+0', 0],
      'UTC+0': ['UTC', 0],
      'america/SAO_paulo': ['America/Sao_Paulo', -180],
      'Etc/GMT+3': ['Etc/GMT+3', -180],
      'etc/gmt-14': ['Etc/GMT-14', 840],
      'UTC-3': ['-03:00', -180],
      'GMT+5:30': ['+05:30', 330],
      '-3': ['-03:00', -180],
      '+05:30': ['+05:30', 330],
      '+0530': ['+05:30', 330],
      'UTC-03:00': ['-03:00', -180],
      'utc +2': ['+02:00', 120],
      '\u22123': ['-03:00', -180],
      'UTC \u2013 3': ['-03:00', -180],
      '\uFF0D3': ['-03:00', -180],
      '\uFF0B3': ['+03:00', 180],
      '-12': ['-12:00', -720],
      '+14:00': ['+14:00', 840],
      '-0': ['UTC', 0],
      CET: ['CET', 120],
      ...Object.fromEntries(
        ['BRT', 'foo5', 'UTC-25', '+530', 'EST5', '', ' ', 'localtime', 'posixrules', 'Factory', 'posix/UTC']
          .concat(['right/UTC', '+14:15', '-12:15', '+3:10', '+3:60', '3', '\u00A0UTC', '+\u0663', '\u20103'])
          .map((text) => [text, [null, null]]),
      ),
    };
    expect(Object.fromEntries(await coverage(fixture(), Object.keys(said)))).toEqual(said);
  });

  test('the parameter tz and the column timezone are parsed alike, by the documented rules', async () => {
    const read = await coverage(fixture(), SPELLINGS);
    for (const text of SPELLINGS) {
      const zone = readZone(text);
      expect([text, read.get(text)?.[0]]).toEqual([text, zone]);
      const response = await fixture().request(`/api/queries/signups-by-day?days=1&tz=${encodeURIComponent(text)}`);
      if (zone === null) {
        expect([text, response.status, await response.json()]).toMatchObject([text, 400, { param: 'tz' }]);
      } else {
        const { params } = (await response.json()) as Result;
        expect([text, params.tz]).toEqual([text, zone]);
      }
    }
  });

  test('offsets range from -12:00 to +14:00 in steps of 15 minutes, in every form', async () => {
    const spellings: string[] = [];
    for (let size = 0; size <= 15 * 60; size += 5) {
      const [h, mm] = [String(Math.floor(size / 60)), String(size % 60).padStart(2, '0')];
      const hh = h.padStart(2, '0');
      for (const clock of [`${h}:${mm}`, `${hh}:${mm}`, `${hh}${mm}`, ...(mm === '00' ? [h, hh] : [])]) {
        for (const sign of ['+', '-', 'utc\u2212', 'GMT \uFF0B ']) spellings.push(sign + clock);
      }
    }
    const read = await coverage(fixture(), [...new Set(spellings)]);
    for (const text of spellings) {
      const zone = readZone(text);
      const minutes = zone === null ? null : Number(offsetAt(0n, zone) / MINUTE);
      expect([text, read.get(text)]).toEqual([text, [zone, minutes]]);
    }
    expect(new Set([...read.values()].map(([zone]) => zone)).size).toBe((12 + 14) * 4 + 2);
  });

  test('every time zone of the database has the offset of Intl, in summer and in winter', async () => {
    const listed = await fixture().query<{ name: string }>('select name from pg_timezone_names');
    const names = listed
      .map(({ name }) => name)
      .filter((name) => !/^(posix\/|right\/|posixrules$|localtime$|Factory$)/.test(name));
    const known = names.filter(isKnown);
    expect(known.length).toBeGreaterThan(590);
    for (const asOf of [
      '1999-01-15T00:00:00Z',
      '2015-07-01T12:00:00Z',
      '2022-01-01T00:00:00Z',
      '2024-07-01T06:30:00Z',
    ]) {
      const read = await coverage(fixture(), known, asOf);
      const said = known.map((name) => [name, ...(read.get(name) ?? [])]);
      const plain = (name: string) => (['UTC', 'GMT'].includes(name) ? 'UTC' : name);
      expect(said).toEqual(known.map((name) => [name, plain(name), Number(offsetAt(moment(asOf), name) / MINUTE)]));
    }
  });
});

function isKnown(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
