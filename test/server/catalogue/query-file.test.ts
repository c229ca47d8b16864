import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkQueries } from '../../../server/catalogue/check-queries.ts';
import { type FileProblem, QueryFilesError } from '../../../server/catalogue/query-file.ts';
import { loadRegistry, type QuerySources, readRegistry } from '../../../server/catalogue/registry.ts';
import type { Catalogue, QueryDescription } from '../../../server/contract/query.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type QueryFiles, type TestGateway, writeQueryFiles } from '../../support/gateway.ts';

/** Reads a folder of query files, and removes it. */
async function load<T>(files: QueryFiles, use: (sources: QuerySources) => T): Promise<T> {
  const folder = await writeQueryFiles(files);
  try {
    return await use({ shipped: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const locations = (problems: FileProblem[]) =>
  problems.map(({ file, line, reason }) => `${basename(file)}:${line}: ${reason}`);

function loadProblems(sources: QuerySources): string[] {
  try {
    loadRegistry(sources);
  } catch (error) {
    if (error instanceof QueryFilesError) return locations(error.problems);
    throw error;
  }
  return [];
}

const ONE = `-- One
-- @column one integer The number 1
select 1 as one`;

describe('a header', () => {
  test('is parsed into title, description, parameters, columns and tags', async () => {
    const text = `-- Busy days
-- The days on which
--   people   wrote.
--
-- @param days integer = 7 [1..3650] Length of the window, in days
--   @param   since   timestamp = 2026-01-01T00:00:00Z   [2020-01-01..2030-01-01T00:00:00Z]   From when
-- @param sender any|user|bot = any Who wrote
-- @param search text = null [1..200] Part of the name
-- @param day date = null A day
-- @param share number = 0.5 [0..1] A part of it
-- @param tz timezone = america/sao_paulo A zone
-- @param active boolean Whether
-- @column day date The day
-- @column local timestamp local Reader's clock
-- @column locale timestamp localised is no word of ours
-- @fresh 300
-- @view bars
-- @pii
-- A remark on the SQL.
select null::date as day, null::timestamp as local, null::timestamp as locale from params`;
    const registry = await load({ queries: { 'busy-days': text } }, loadRegistry);
    const { description, title, params, columns, fresh, view, pii } = registry.get('busy-days') ?? {};
    expect({ description, title, fresh, view, pii }).toEqual({
      title: 'Busy days',
      description: 'The days on which people wrote.',
      fresh: 300,
      view: 'bars',
      pii: true,
    });
    expect(columns?.map(({ name, type, local, description }) => [name, type, local, description])).toEqual([
      ['day', 'date', false, 'The day'],
      ['local', 'timestamp', true, "Reader's clock"],
      ['locale', 'timestamp', false, 'localised is no word of ours'],
    ]);
    const shape = (p: QueryDescription['params'][number]) => [
      p.name,
      p.type,
      p.default,
      p.required,
      p.min,
      p.max,
      p.values,
    ];
    expect(params?.map(shape)).toEqual([
      ['days', 'integer', 7, false, 1, 3650, null],
      ['since', 'timestamp', '2026-01-01T00:00:00Z', false, '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', null],
      ['sender', 'choice', 'any', false, null, null, ['any', 'user', 'bot']],
      ['search', 'text', null, false, 1, 200, null],
      ['day', 'date', null, false, null, null, null],
      ['share', 'number', 0.5, false, 0, 1, null],
      ['tz', 'timezone', 'america/sao_paulo', false, null, null, null],
      ['active', 'boolean', null, true, null, null, null],
    ]);
  });

  test('without tags has defaults', async () => {
    const registry = await load({ queries: { one: ONE } }, loadRegistry);
    expect(registry.get('one')).toMatchObject({ description: '', params: [], fresh: null, view: 'table', pii: false });
  });

  const tag = (line: string) => `-- Title\n-- ${line}\n-- @column one integer The number 1\nselect 1 as one`;
  test.each([
    ['@param', /^@param: "" is not a valid parameter name/],
    ['@param Days integer = 7 Days', /"Days" is not a valid parameter name/],
    ['@param days', /the type of days must be one of integer, .*not ""/],
    ['@param days int = 7 Days', /the type of days must be one of integer, .*not "int"/],
    ['@param as_of timestamp = null When', /as_of is a parameter of every query/],
    ['@param days integer', /days lacks a description/],
    ['@param days integer = 7', /days lacks a description/],
    ['@param days integer = 7 [1..3650]', /days lacks a description/],
    ['@param days integer =', /default of days is missing/],
    ['@param days integer = [1..7] Days', /default/],
    ['@param days integer = seven Days', /the default "seven" of days: must be a whole number/],
    ['@param days integer = 9 [1..7] Days', /the default "9" of days: must be between 1 and 7/],
    ['@param days integer = 1 [7..1] Days', /the bounds "\[7..1\]" of days have a minimum above the maximum/],
    ['@param days integer = 1 [1-7] Days', /the bounds of days must look like \[1..100\], not "\[1-7\]"/],
    ['@param days integer = 1 [1 .. 7] Days', /the bounds of days must look like/],
    ['@param days integer = 1 [1..] Days', /the bounds of days must look like/],
    ['@param days integer = 1 [a..b] Days', /the bounds "\[a..b\]" of days: must be a whole number/],
    ['@param on boolean = true [0..1] Switch', /on is of type boolean, which has no bounds/],
    ['@param on boolean = yes Switch', /the default "yes" of on: must be true or false/],
    ['@param by a|b = c By', /the default "c" of by: must be one of a, b/],
    ['@param by a|a = a By', /the list "a\|a" of by must have different words/],
    ['@param by a| = a By', /the list "a\|" of by must have different words/],
    ['@param tz timezone = BRT Zone', /the default "BRT" of tz: must be an IANA name/],
    ['@param day date = today Day', /the default "today" of day: must be a date/],
    ['@param at timestamp = now At', /the default "now" of at: must be an ISO 8601 time/],
    ['@param name text = long [1..3] Name', /the default "long" of name: must be 1 to 3 characters/],
    ['@column', /^@column: "" is not a valid column name/],
    ['@column Two integer The number 2', /"Two" is not a valid column name/],
    ['@column two int The number 2', /the type of two must be one of integer, .*not "int"/],
    ['@column two integer', /two lacks a description/],
    ['@column at timestamp local', /at lacks a description/],
    ['@column one integer Again', /@column one is declared twice/],
    ['@use', /@use takes model names, separated by commas, not ""/],
    ['@use a b', /@use takes model names, separated by commas, not "a b"/],
    ['@use people,', /@use takes model names, separated by commas, not ""/],
    ['@use nobody', /there is no model nobody/],
    ['@fresh', /@fresh takes whole seconds from 1 to 86400, not ""/],
    ['@fresh 0', /@fresh takes whole seconds/],
    ['@fresh 86401', /@fresh takes whole seconds/],
    ['@fresh 10s', /@fresh takes whole seconds/],
    ['@view pie', /@view takes one of metric, .*not "pie"/],
    ['@pii yes', /@pii takes no value/],
    ['@Pii', /@Pii is not a tag of a query file; use @param/],
    ['@private', /@private is not a tag/],
    ['@', /@ is not a tag/],
  ])('%s', async (line, reason) => {
    const problems = await load({ queries: { bad: tag(line) } }, loadProblems);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^bad\.sql:[23]: /);
    expect(problems[0]?.replace(/^bad\.sql:\d: /, '')).toMatch(reason);
  });

  test.each([
    ['', /^bad\.sql:1: the first line must be the title/],
    ['select 1 as one', /^bad\.sql:1: the first line must be the title/],
    ['\n-- Title\n-- @column one integer One\nselect 1 as one', /^bad\.sql:1: the first line must be the title/],
    ['-- @column one integer One\nselect 1 as one', /^bad\.sql:1: the first line must be the title/],
    ['-- Title\nselect 1 as one', /^bad\.sql:1: there is no @column line/],
    ['-- Title\n-- @column one integer One', /^bad\.sql:2: there is no SELECT/],
    ['-- Title\n-- @column one integer One\n\n \n', /there is no SELECT/],
    [`${ONE}, '\0' as two`, /^bad\.sql:3: SQL cannot contain the character U\+0000/],
    [`${ONE}\n-- @pii`, /^bad\.sql:4: tags belong into the header/],
    ['-- Title\n\n-- @column one integer One\nselect 1 as one', /^bad\.sql:3: tags belong into the header/],
    [
      '-- Title\n-- @view bars\n-- @view line\n-- @column one integer One\nselect 1 as one',
      /^bad\.sql:3: @view is declared twice/,
    ],
    [
      '-- T\n-- @param a integer A\n-- @param a text A\n-- @column b integer B\nselect 1 as b',
      /:3: @param a is declared twice/,
    ],
  ])('%j', async (text, first) => {
    expect(await load({ queries: { bad: text } }, loadProblems)).toContainEqual(expect.stringMatching(first));
  });

  test('all mistakes in all files are reported together', async () => {
    const bad = '-- Title\n-- @view pie\n-- @fresh never\n-- @column one integer One\nselect 1 as one';
    const problems = await load({ queries: { bad, worse: bad, one: ONE } }, loadProblems);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'bad.sql:2:',
      'bad.sql:3:',
      'worse.sql:2:',
      'worse.sql:3:',
    ]);
  });
});

describe('files', () => {
  test.each(['Total', '1st', 'a_b', 'a b', 'ä', '-a'])('the name %j is invalid', async (name) => {
    expect(await load({ queries: { [name]: ONE } }, loadProblems)).toEqual([
      expect.stringMatching(/\.sql:1: ".*" is not a valid query name; use lower-case letters, digits and -/),
    ]);
  });

  test('of QUERIES_DIR replace shipped ones of the same name, models too', async () => {
    const own = await writeQueryFiles({ queries: { one: ONE.replace('-- One', '-- Another') } });
    await mkdir(join(own, 'queries', 'models'));
    await writeFile(join(own, 'queries', 'models', 'n.sql'), '-- N\nselect 2 as n');
    const uses = '-- Uses\n-- @use n\n-- @column n integer N\nselect n from n';
    const queries = { one: ONE, two: ONE, uses };
    const registry = await load({ queries, models: { n: '-- N\nselect 1 as n' } }, ({ shipped }) =>
      loadRegistry({ shipped, own: join(own, 'queries') }),
    );
    expect([...registry.values()].map(({ name, title, shipped }) => [name, title, shipped])).toEqual([
      ['two', 'One', true],
      ['uses', 'Uses', true],
      ['one', 'Another', false],
    ]);
    expect(registry.get('uses')?.statement.sql).toContain('select 2 as n');
    await rm(own, { recursive: true });
  });

  test('whose names begin with a dot are skipped', async () => {
    const files = { queries: { one: ONE, '.one': 'swap file', '': 'no name' }, models: { '.n': 'swap file' } };
    expect([...(await load(files, loadRegistry)).keys()]).toEqual(['one']);
  });

  test('a missing folder is reported', async () => {
    const problems = await load({}, ({ shipped }) => loadProblems({ shipped, own: '/nowhere/at-all' }));
    expect(problems).toEqual(['at-all:1: the folder cannot be read (ENOENT)']);
  });

  test('a file that cannot be read is reported', async () => {
    const problems = await load({}, async ({ shipped }) => {
      const folder = join(shipped, 'queries');
      await mkdir(join(folder, 'folder.sql'));
      await symlink('/nowhere/at-all', join(folder, 'link.sql'));
      await writeFile(join(folder, 'notes.txt'), 'not SQL');
      return loadProblems({ shipped });
    });
    expect(problems).toEqual([
      expect.stringMatching(/^folder\.sql:1: .*EISDIR/),
      expect.stringMatching(/^link\.sql:1: .*ENOENT/),
    ]);
  });

  test('circular models and tags of another kind of file are mistakes', async () => {
    const models = {
      a: '-- A\n-- @use b\nselect 1 as one',
      b: '-- B\n-- @use a\nselect 1 as one',
      c: '-- C\n-- @column one integer One\nselect 1 as one',
    };
    const query = ONE.replace('-- One', '-- One\n-- @use a');
    expect(await load({ queries: { query }, models }, loadProblems)).toEqual([
      expect.stringMatching(/^c\.sql:2: @column is not a tag of a model file; use @use/),
      expect.stringMatching(/^b\.sql:2: circular @use of the model a/),
    ]);
  });
});

describe.each(databaseNames().filter((name) => name !== 'machine'))('against the database (%s)', (name) => {
  let database: TestDatabase;
  let gateway: TestGateway;
  const models = {
    people: '-- People\nselect waid from users, params where created_at < params.as_of',
    broken: '-- Broken\n-- Über Menschen\nselect 1 as one,\n  waidd from users',
    ends: '-- Ends too early\nselect count( from users',
  };

  beforeAll(async () => {
    database = await createDatabase(name);
    gateway = await openTestGateway(database.url);
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  const check = (text: string) =>
    load({ queries: { bad: text }, models }, async (sources) => {
      const read = readRegistry(sources);
      if (read.problems.length) return locations(read.problems);
      const { database, zones } = gateway.gateway;
      const found = await checkQueries(read.registry.values(), read.models, database, zones);
      return locations([...found.values()].flat());
    });
  const query = (sql: string, ...tags: string[]) =>
    ['-- Title', ...tags.map((tag) => `-- ${tag}`), '-- @column one integer One', sql].join('\n');

  test('valid files have no problems', async () => {
    const days = '@param days integer = 7 Days';
    expect(await check(query('select 1 as one'))).toEqual([]);
    expect(await check(query('select params.days as one from params', days))).toEqual([]);
    expect(await check(query('with x as (select 1 as one) select one from x order by one desc -- the end'))).toEqual(
      [],
    );
    expect(await check(query('select count(*) as one from people', '@use people'))).toEqual([]);
  });

  test.each([
    ['a semicolon at the end', query('select 1 as one;'), /^bad\.sql:3: leave out the semicolon at the end/],
    ['a second statement', query('select 1 as one; delete from users'), /^bad\.sql:3: a query file holds one SELECT/],
    ['no SELECT', query('delete from users'), /^bad\.sql:3: the statement must be a SELECT, not DELETE/],
    [
      'DML that returns',
      query('delete from users returning 1 as one'),
      /^bad\.sql:3: the statement must be a SELECT, not DELETE/,
    ],
    [
      'a CTE that writes',
      query('with d as (delete from users returning 1) select 1 as one'),
      /^bad\.sql:3: .*data-modifying/,
    ],
    ['a row lock', query('select 1 as one from users for update'), /^bad\.sql:\d: cannot execute SELECT FOR UPDATE/],
    ['no such table', query('\n\nselect one\nfrom nowhere'), /^bad\.sql:6: relation "nowhere" does not exist/],
    ['no such column', query('select\n  wrong as one\nfrom users'), /^bad\.sql:4: column "wrong" does not exist/],
    ['an undeclared parameter', query('select params.days as one\nfrom params'), /^bad\.sql:3: column params\.days/],
    ['a placeholder of its own', query('select $2::int as one'), /^bad\.sql:3: \$2 cannot be used: declare a @param/],
    ['a bracket left open', query('select (1 as one'), /^bad\.sql:3: syntax error/],
    ['a comment left open', query('select 1 as one\n/* the end'), /^bad\.sql:[34]: unterminated/],
    ['a string left open', query("select 'x as one\nfrom users"), /^bad\.sql:[34]: unterminated/],
    ['CRLF', query('select 1 as one,\n  wrong').replaceAll('\n', '\r\n'), /^bad\.sql:4: column "wrong"/],
    ['CR alone', query('select 1 as one,\n  wrong').replaceAll('\n', '\r'), /^bad\.sql:4: column "wrong"/],
    [
      'letters beyond ASCII before it',
      query("select '😀ü' as one,\n\n  wrong", '@view bars'),
      /^bad\.sql:6: column "wrong"/,
    ],
    ['emoji in plenty', query(`select '${'😀'.repeat(300)}' as one,\n wrong\n\n\n`), /^bad\.sql:4: column "wrong"/],
    ['a fault of a model', query('select one from broken', '@use broken'), /^broken\.sql:4: column "waidd"/],
    ['a model that ends too early', query('select 1 as one', '@use ends'), /^ends\.sql:2: syntax error/],
    [
      'fewer columns',
      query('select 0 as zero', '@column zero integer Zero'),
      /^bad\.sql:3: column 2 is declared as one, but the SELECT has fewer columns/,
    ],
    ['more columns', query('select 1 as one, 2 as two'), /^bad\.sql:1: the SELECT's column two has no @column line/],
    ['a column of another name', query('select 1 as eins'), /^bad\.sql:2: column 1 is declared as one, .* eins there/],
    ['a column without a name', query('select 1'), /^bad\.sql:2: column 1 is declared as one, .*\?column\? there/],
    ['an integer that is a text', query("select 'x' as one"), /^bad\.sql:2: one is declared as integer/],
    ['an integer that is numeric', query('select sum(1::bigint) as one'), /^bad\.sql:2: one is declared as integer/],
    [
      'an unused parameter',
      query('select 1 as one', '@param days integer = 7 Days'),
      /^bad\.sql:2: .* days .* not used/,
    ],
    [
      'a zone that it lacks',
      query('select length(tz) as one from params', '@param tz timezone = US/Pacific-New Zone'),
      /:2: .*tz/,
    ],
  ])('%s', async (_, text, problem) => {
    expect(await check(text)).toEqual([expect.stringMatching(problem)]);
  });

  const days = '@param days integer = 7 [1..9] Days';
  test.each([
    ['a semicolon and a comment at the end', query('select 1 as one; -- the end'), /:3: leave out the semicolon/],
    [
      'a :name',
      query('select :days as one', days),
      /^bad\.sql:4: .* \(parameters are columns of params: write params\.days/,
    ],
    ['a placeholder that would fit', query('select $2::int as one', days), /^bad\.sql:4: \$2 cannot be used: declare/],
    ['as_of as a placeholder', query('select 1 as one where $1 is not null'), /^bad\.sql:3: \$1 cannot be used/],
    ['params without FROM', query('select params.days as one', days), /^bad\.sql:4: .*"params" \(add params to FROM\)/],
    ['a parameter without params', query('select days as one', days), /\(days is a parameter: write params\.days/],
    [
      'a model without @use',
      query('select 1 as one from people'),
      /"people" .*\(people is a model: add -- @use people\)/,
    ],
    ['a model without FROM', query('select people.waid as one', '@use people'), /"people" \(add people to FROM\)/],
    ['EXPLAIN', query('explain select 1 as one'), /:3: the statement must be a SELECT, not EXPLAIN/],
    ['SHOW in brackets', query('(show all)'), /:3: the statement must be a SELECT, not SHOW/],
    ["PostgreSQL's own hint", query('select users.wai as one from users'), /\(Perhaps you meant .*users\.waid/],
    [
      'the type of a column',
      query("select 'x'::varchar as one"),
      /declared as integer, but the SELECT returns character varying/,
    ],
  ])('a hint: %s', async (_, text, problem) => {
    expect(await check(text)).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    "select 1 as one where ';' <> '$1' and 'it''s; $2' <> ''",
    "select 1 as one where E'\\';$1' <> ''",
    'select 1 as one where $$;$1$$ <> $tag$ $$;$2 $tag$',
    'select 1 as one /* ; /* $1 */ ; */ -- $1;',
    'select one from (select 1 as one, 2 as "a;$1") as x',
    'select one from (select 1 as one, 2 as a$1) as x',
    'select (array[7, 8])[1] as one where (array[7, 8])[1:1] is not null',
    '(select 1 as one)',
    'values (1)',
    'with d as (values (1)) select column1 as one from d',
  ])('no mistake: %s', async (sql) => {
    const text = sql === 'values (1)' ? query(sql).replace('column one', 'column column1') : query(sql);
    expect(await check(text)).toEqual([]);
  });

  test('columns in another order are reported one by one', async () => {
    const text = '-- T\n-- @column a integer A\n-- @column b integer B\nselect 1 as b, 2 as a';
    expect(await check(text)).toEqual([
      expect.stringMatching(/^bad\.sql:2: column 1/),
      expect.stringMatching(/^bad\.sql:3: column 2/),
    ]);
  });

  test.each([
    ['integer', ['1::smallint', '1', '1::bigint'], ['1.0', "'1'", 'true', '1::real', "'1'::oid", 'now()']],
    ['number', ['1', '1.0', '1::real', '1::float8'], ["'1'", "'1'::money", 'true', "interval '1 s'"]],
    ['boolean', ['true'], ['1', "'t'"]],
    [
      'text',
      ["'x'", "'x'::varchar(3)", "'x'::char(3)", "interval '1 s'", 'array[1]', "'\\x00'::bytea"],
      ['1', 'true', "'{}'::json"],
    ],
    ['date', ['current_date'], ['now()', "'2026-01-01'"]],
    ['timestamp', ['now()', 'localtimestamp'], ['current_date', "'x'"]],
    ['timestamp local', ['localtimestamp'], ['now()', 'current_date']],
    ['json', ["'{}'::json", "'{}'::jsonb"], ["'{}'", 'array[1]']],
  ])('%s accepts %s and not %s', async (type, right, wrong) => {
    const text = (sql: string) => `-- T\n-- @column v ${type} V\nselect ${sql} as v`;
    for (const sql of right) expect({ sql, problems: await check(text(sql)) }).toEqual({ sql, problems: [] });
    for (const sql of wrong) {
      expect({ sql, problems: await check(text(sql)) }).toEqual({
        sql,
        problems: [expect.stringMatching(`v is declared as ${type}, but`)],
      });
    }
  });

  test('a byte order mark is ignored', async () => {
    expect(await check(`\uFEFF${ONE}`)).toEqual([]);
  });

  test('the start fails with the mistakes of all files in QUERIES_DIR, of header, SQL text and database alike', async () => {
    const own = await writeQueryFiles({
      queries: { one: ONE, bad: query('select wrong'), worse: query('select 1 as one;') },
    });
    const opening = openTestGateway(database.url, { env: { QUERIES_DIR: join(own, 'queries') } });
    await expect(opening).rejects.toThrow(QueryFilesError);
    await expect(opening).rejects.toThrow(/worse\.sql:3: leave out the semicolon/);
    await expect(opening).rejects.toThrow(/bad\.sql:3: column "wrong" does not exist/);
    await rm(own, { recursive: true });
  });

  test('a valid file is in the catalogue', async () => {
    const started = await openTestGateway(database.url, { queries: { one: ONE } });
    expect((await started.json<Catalogue>('/api/queries')).queries).toEqual([
      {
        name: 'one',
        title: 'One',
        description: '',
        params: [expect.objectContaining({ name: 'as_of', type: 'timestamp', required: false, default: null })],
        columns: [{ name: 'one', type: 'integer', description: 'The number 1' }],
        pii: false,
        view: 'table',
      },
    ]);
    await started.close();
  });
});
