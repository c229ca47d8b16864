import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ColumnSpec, checkRoles, columnOf, parseColumnTag } from '../../../server/catalogue/column-tag.ts';
import { parseQueryFile } from '../../../server/catalogue/query-file.ts';
import { COLUMN_ROLES } from '../../../server/contract/column.ts';

/** The column as results carry it, or the message. */
function parse(text: string) {
  const column = parseColumnTag(text, 1);
  return typeof column === 'string' ? column : columnOf(column);
}

describe('roles', () => {
  test.each([
    ['share number [percent] The share', { role: 'percent' }],
    ['share number [percent of cohort_size] The share', { role: 'percent', of: 'cohort_size' }],
    ['partial boolean [partial] Not over yet', { role: 'partial' }],
    ['previous integer [previous] Before', { role: 'previous' }],
    ['waid text [identifier] WhatsApp ID', { role: 'identifier' }],
    ['user_id integer [identifier] Key', { role: 'identifier' }],
    ['year integer [year] Calendar year', { role: 'year' }],
    ['users integer [count] People', { role: 'count' }],
    ['price number [currency BRL] Price', { role: 'currency', format: 'BRL' }],
    ['wait number [duration s] Wait', { role: 'duration', format: 's' }],
    ['size integer [bytes] Size', { role: 'bytes' }],
    ['size integer [ bytes ] Size', { role: 'bytes' }],
    ['at timestamp local [identifier] Local time', { role: 'identifier' }],
  ])('%s', (text, expected) => {
    const { name, type, description, ...role } = parse(text) as ColumnSpec;
    expect(role).toEqual(expected);
    expect(description).not.toContain('[');
  });

  test('a column without brackets has no role', () => {
    expect(parse('users integer People [of any kind]')).toEqual({
      name: 'users',
      type: 'integer',
      description: 'People [of any kind]',
    });
  });

  test('every role of the contract is accepted', () => {
    const suffix: Record<string, string> = { currency: ' EUR', duration: ' ms' };
    for (const role of COLUMN_ROLES) {
      const type = role === 'partial' ? 'boolean' : 'integer';
      expect(parse(`x ${type} [${role}${suffix[role] ?? ''}] X`)).toMatchObject({ role });
    }
  });

  test.each([
    ['x integer [money] X', /^the role of x must be one of percent, .*not "money"/],
    ['x integer [] X', /^the role of x must be one of .*not ""/],
    ['x integer [Percent] X', /not "Percent"/],
    ['x text [percent] X', /^the role percent of x needs the type integer or number/],
    ['x json [count] X', /^the role count of x needs the type integer or number/],
    ['x integer [partial] X', /^the role partial of x needs the type boolean/],
    ['x date [year] X', /^the role year of x needs the type integer or number/],
    ['x boolean [previous] X', /^the role previous of x needs the type/],
    ['x text [bytes] X', /^the role bytes of x needs the type/],
    ['x number [percent of] X', /must look like \[percent\] or \[percent of cohort_size\], not \[percent of\]/],
    ['x number [percent from total] X', /must look like/],
    ['x number [percent of a b] X', /must look like/],
    ['x number [percent of Total] X', /must look like/],
    ['x number [currency] X', /must name an ISO 4217 code/],
    ['x number [currency euro] X', /must name an ISO 4217 code/],
    ['x number [duration] X', /must name a unit \(ms, s, min, h, d\)/],
    ['x number [duration weeks] X', /must name a unit/],
    ['x integer [count of y] X', /^the role count of x has no further words in its brackets/],
    ['x integer [count]', /^x lacks a description/],
  ])('%s is an error', (text, message) => {
    expect(parse(text)).toMatch(message);
  });
});

describe('the whole of a share', () => {
  const columns = (...lines: string[]) => lines.map((text, index) => parseColumnTag(text, index + 1) as ColumnSpec);

  test('may be any numeric column of the query', () => {
    expect(checkRoles(columns('pct number [percent of total] Share', 'total integer [count] All'))).toEqual([]);
  });

  test.each([
    ['total text All', /^pct is a share of total, which is not a number/],
    ['all integer All', /^pct is a share of total, but there is no @column total/],
  ])('is not %s', (other, reason) => {
    expect(checkRoles(columns('pct number [percent of total] Share', other))).toEqual([
      { line: 1, reason: expect.stringMatching(reason) },
    ]);
  });
});

test('the shipped queries give a role to each share, partial flag, previous value and WhatsApp ID', () => {
  const folder = join(import.meta.dirname, '../../../server/queries');
  const columns = readdirSync(folder).flatMap(
    (file) => parseQueryFile(file, file.replace('.sql', ''), readFileSync(join(folder, file), 'utf8'), 'query').columns,
  );
  const byName = (pattern: RegExp) => [
    ...new Set(columns.filter(({ name }) => pattern.test(name)).map(({ role }) => role)),
  ];
  expect(byName(/(^|_)pct($|_)/)).toEqual(['percent']);
  expect(byName(/^partial$/)).toEqual(['partial']);
  expect(byName(/^previous$/)).toEqual(['previous']);
  expect(byName(/^waid$/)).toEqual(['identifier']);
  expect(byName(/^(users|messages|signups|events|rows|assigned|completed|total|cohort_size|d\d+)$/)).toEqual(['count']);
});
