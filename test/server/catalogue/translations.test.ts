import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTranslations, missingTexts } from '../../../server/catalogue/check-translations.ts';
import { languageFor, localize } from '../../../server/catalogue/localize.ts';
import { parseQueryFile, QueryFilesError } from '../../../server/catalogue/query-file.ts';
import { loadRegistry } from '../../../server/catalogue/registry.ts';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { ColumnarResult, Result } from '../../../server/contract/result.ts';
import { runCommand, withFolder } from '../../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const BODY = 'select 1 as n, null::text as step, current_date as day from params';
const file = (...lines: string[]) =>
  [
    '-- Steps',
    '-- How far people have come.',
    '-- @param by pillar|goal = pillar The property',
    '-- @param days integer = 7 Days',
    '-- @column n integer A number',
    '-- @column step text The step',
    '-- @column day date The day',
    ...lines.map((line) => `-- ${line}`),
    BODY,
  ].join('\n');
const parse = (...lines: string[]) => parseQueryFile('steps.sql', 'steps', file(...lines), 'query');

const mistakes = (...lines: string[]): string[] => {
  try {
    parse(...lines);
  } catch (error) {
    if (error instanceof QueryFilesError) return error.problems.map(({ line, reason }) => `${line}: ${reason}`);
    throw error;
  }
  return [];
};

describe('a language tag in a header', () => {
  test('gives title, description, labels of columns, parameters, choices and values', () => {
    const query = parse(
      '@en column n "Number"',
      '@pt title Etapas',
      '@pt description Até onde',
      '@pt description as pessoas chegaram.',
      '@pt column n "Número" Um número',
      '@pt column step "Etapa"',
      '@pt param by "Por" A propriedade',
      '@pt choice by pillar "Pilar", goal "Objetivo"',
      '@pt value step onboarding_completed "Onboarding concluído", "two words" "Duas palavras"',
      '@pt value n 1 "Um"',
    );
    const { title, description, columns, params } = localize(query, 'pt');
    expect([title, description]).toEqual(['Etapas', 'Até onde as pessoas chegaram.']);
    expect(columns).toEqual([
      { name: 'n', type: 'integer', description: 'Um número', label: 'Número', labels: { 1: 'Um' } },
      {
        name: 'step',
        type: 'text',
        description: 'The step',
        label: 'Etapa',
        labels: { onboarding_completed: 'Onboarding concluído', 'two words': 'Duas palavras' },
      },
      { name: 'day', type: 'date', description: 'The day' },
    ]);
    expect(params.map(({ name, label, description, labels }) => [name, label, description, labels])).toEqual([
      ['as_of', 'Situação em', expect.any(String), undefined],
      ['by', 'Por', 'A propriedade', { pillar: 'Pilar', goal: 'Objetivo' }],
      ['days', undefined, 'Days', undefined],
    ]);
    expect(localize(query, 'en').columns.map(({ label }) => label)).toEqual(['Number', undefined, undefined]);
  });

  test('with a mistake is reported with its line, all mistakes at once', () => {
    expect(
      mistakes(
        '@pt titel Etapas',
        '@pt title',
        '@pt title Etapas',
        '@pt title Passos',
        '@pt column m "M"',
        '@pt column n Número',
        '@pt column n ""',
        '@pt column n "Número"',
        '@pt column n "De novo"',
        '@pt param tz "Fuso"',
        '@pt choice days 7 "Sete"',
        '@pt choice by level "Nível"',
        '@pt choice by pillar',
        '@pt choice by pillar "Pilar" goal "Objetivo"',
        '@pt value step a "A", a "B"',
        '@pt value day 2026-01-01 "Hoje"',
        '@pt value weekday 1 "Um"',
        '@en title Steps',
        '@en description More',
        '@en column n "Number" A number',
        '@vw table',
        '@language klingonese',
      ),
    ).toEqual([
      expect.stringMatching(/^28: @vw is not a tag of a query file; use @param, .* or a language such as @pt$/),
      '29: @language takes a language tag such as en or pt-BR, not "klingonese"',
      '8: @pt takes one of title, description, column, param, choice, value, not "titel"',
      '9: @pt must look like title TEXT',
      '11: @pt title is declared twice',
      '12: @pt column m: there is no @column m',
      '13: @pt must look like column NAME "LABEL" [DESCRIPTION]',
      '14: @pt must look like column NAME "LABEL" [DESCRIPTION]',
      '16: @pt column n is declared twice',
      '17: @pt param tz: there is no @param tz',
      '18: @pt choice days: the parameter days is not a list of values',
      '19: @pt choice by level: the values are pillar, goal',
      '20: @pt must look like choice PARAM VALUE "LABEL", …',
      '21: @pt must look like choice PARAM VALUE "LABEL", …',
      '22: @pt value step a is declared twice',
      '23: @pt value day: only columns of type text, integer, boolean have labels of values',
      '24: @pt value weekday: there is no @column weekday',
      '25: @en title is not allowed: it is the first line of the file',
      '26: @en description is not allowed: it follows the first line of the file',
      '27: @en column n takes a label only: its description is in the line @column',
    ]);
  });

  test('belongs into the header, and not into a model', () => {
    const problems = (text: string, kind: 'query' | 'model') => {
      try {
        parseQueryFile('a.sql', 'a', text, kind);
      } catch (error) {
        if (error instanceof QueryFilesError) return error.problems.map(({ line, reason }) => `${line}: ${reason}`);
      }
      return [];
    };
    expect(problems('-- A\n-- @column n integer N\nselect 1 as n\n-- @pt title Um', 'query')).toEqual([
      expect.stringMatching(/^4: tags belong into the header/),
    ]);
    expect(problems('-- A\n-- @pt title Um\nselect 1 as n', 'model')).toEqual([
      '2: @pt is not a tag of a model file; use @use, @expect, @count, @source',
    ]);
  });

  test('is no part of the SQL, whose lines stay those of the file', () => {
    const query = parse('@ar title خطوات', '@view table', '@el column n "Αριθμός"');
    expect(query.sql).not.toMatch(/[^\x20-\x7e\n]/);
    expect(query.sql.split('\n').indexOf(BODY)).toBe(
      file('@ar title', '@view table', '@el column').split('\n').indexOf(BODY),
    );
  });

  test('names the language of the rest of the file by @language', () => {
    const query = parse('@language pt', '@pt column n "Número"', '@en title Steps in English');
    expect(localize(query, languageFor(query, 'fr')).title).toBe('Steps');
    expect(localize(query, languageFor(query, undefined)).columns[0]?.label).toBe('Número');
    expect(localize(query, languageFor(query, 'en-GB')).title).toBe('Steps in English');
    expect(localize(query, languageFor(query, 'en-GB')).columns[0]?.label).toBe('Número');
  });
});

test('a text is that of the most specific language that has it, else the file’s own', () => {
  const tags = ['en', 'pt', 'pt-BR', 'zh', 'zh-Hant', 'zh-Hant-TW'];
  const locale = fc.constantFrom(...tags, 'pt-PT', 'pt-BR-u-nu-latn', 'zh-Hans', 'de', 'en-GB', 'x-private');
  fc.assert(
    fc.property(fc.subarray(tags.slice(1)), fc.subarray(tags), locale, (titled, labelled, requested) => {
      const query = parse(
        ...titled.map((tag) => `@${tag} title ${tag}`),
        ...labelled.map((tag) => `@${tag} column n "${tag}"`),
      );
      const language = languageFor(query, requested);
      const { title, columns } = localize(query, language);
      // A tag matches a locale if it is equal or a prefix that ends at a hyphen (RFC 4647, Lookup).
      const matching = (of: string[]) =>
        of.filter((tag) => requested === tag || requested.startsWith(`${tag}-`)).sort((a, b) => b.length - a.length)[0];
      const own = (of: string[]) => (of.includes('en') ? 'en' : undefined);
      expect(title).toBe(matching(['en', ...titled])?.replace(/^en$/, 'Steps') ?? 'Steps');
      expect(columns[0]?.label).toBe(matching(labelled) ?? own(labelled));
      // Locales with the same language get the same texts, so they may share an answer.
      expect(localize(query, languageFor(query, language))).toEqual(localize(query, language));
    }),
  );
});

test('every shipped query has all texts in English, Portuguese, Spanish and German', () => {
  const registry = loadRegistry({ shipped: 'server' });
  expect(registry.size).toBeGreaterThan(20);
  const missing = [...registry.values()].flatMap((query) =>
    ['en', 'pt', 'es', 'de', 'pt-BR'].flatMap((language) =>
      missingTexts(query, language).map((text) => `${query.name} ${language} ${text}`),
    ),
  );
  expect(missing).toEqual([]);
  expect(checkTranslations(registry)).toEqual([]);
});

describe('a gateway', () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  beforeAll(async () => {
    database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
    gateway = await openTestGateway(database.url, {
      queries: {
        steps: `-- Steps
-- @param days integer = 7 [1..9] Days
-- @column step text The step
-- @column big text A long text
-- @en column step "Step"
-- @pt title Etapas
-- @pt column step "Etapa" A etapa
-- @pt value step signed_up "Cadastro"
select 'signed_up' as step, repeat('é"rows":[', params.days * 10000) as big from params`,
        plain: '-- Plain\n-- @column n integer N\nselect 1 as n',
      },
      env: { FRESH_SECONDS: '3600' },
    });
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  const runs = async () => {
    const text = await (await gateway.request('/metrics')).text();
    const count = (query: string) =>
      Number(
        new RegExp(`^letz_\\w+_count\\{[^}]*query="${query}"[^}]*source="database"[^}]*\\} (\\d+)`, 'm').exec(
          text,
        )?.[1] ?? 0,
      );
    return count('steps');
  };

  test('chooses the language of the catalogue by _locale', async () => {
    const titles = async (search: string) =>
      (await gateway.json<Catalogue>(`/api/queries${search}`)).queries.map(({ title }) => title);
    expect(await titles('')).toEqual(['Plain', 'Steps']);
    expect(await titles('?_locale=pt-BR')).toEqual(['Plain', 'Etapas']);
    expect(await titles('?_locale=fr')).toEqual(['Plain', 'Steps']);
  });

  test.each([1, 9])(
    'chooses the language of a result by _locale, with the same rows and another ETag (%d)',
    async (days) => {
      const get = (search: string) => gateway.request(`/api/queries/steps?days=${days}${search}`);
      const [own, pt, ptBr] = await Promise.all([get(''), get('&_locale=pt'), get('&_locale=pt-BR')]);
      const [result, translated] = [(await own.json()) as Result, (await pt.json()) as Result];
      expect([result.title, result.columns[0]?.label]).toEqual(['Steps', 'Step']);
      expect([translated.title, translated.columns[0]]).toEqual([
        'Etapas',
        { name: 'step', type: 'text', description: 'A etapa', label: 'Etapa', labels: { signed_up: 'Cadastro' } },
      ]);
      expect({ ...translated, title: '', columns: [] }).toEqual({ ...result, title: '', columns: [] });
      expect(pt.headers.get('ETag')).not.toBe(own.headers.get('ETag'));
      expect(ptBr.headers.get('ETag')).toBe(pt.headers.get('ETag'));
      const again = await gateway.request(`/api/queries/steps?days=${days}&_locale=pt`, {
        headers: { 'If-None-Match': pt.headers.get('ETag') ?? '' },
      });
      expect(again.status).toBe(304);
      const columnar = await gateway.json<ColumnarResult>(`/api/queries/steps?days=${days}&_shape=columns&_locale=pt`);
      expect([columnar.title, columnar.values[0]]).toEqual(['Etapas', ['signed_up']]);
    },
  );

  test('runs a statement once for all languages', async () => {
    const asOf = '2026-01-01T00:00:00Z';
    const before = await runs();
    for (const locale of ['pt', 'en', 'fr', 'pt-BR', 'de']) {
      await gateway.json(`/api/queries/steps?days=3&as_of=${asOf}&_locale=${locale}`);
    }
    expect(await runs()).toBe(before + 1);
  });

  test('chooses the language of a batch by locale, of its problems too', async () => {
    const send = async (locale?: unknown) => {
      const body = JSON.stringify({
        queries: [{ name: 'steps' }, { name: 'plain' }, { name: 'steps', params: { days: 99 } }],
        ...(locale !== undefined && { locale }),
      });
      const response = await gateway.request('/api/batch', { method: 'POST', body });
      return (await response.json()) as BatchResponse;
    };
    const titles = ({ results }: BatchResponse) =>
      results.map((entry) => ('title' in entry && !('code' in entry) ? entry.title : (entry as Problem).queryTitle));
    expect(titles(await send('pt-BR'))).toEqual(['Etapas', 'Plain', 'Etapas']);
    expect(titles(await send())).toEqual(['Steps', 'Plain', 'Steps']);
    for (const wrong of ['pt_BR', '', 'a', 7, null]) {
      expect(await send(wrong)).toMatchObject({ code: 'invalid-parameter', param: 'locale' });
    }
  });

  test('refuses a malformed _locale by name, and titles problems in the language', async () => {
    for (const path of ['/api/queries', '/api/queries/steps']) {
      for (const wrong of ['', 'pt_BR', 'x', 'pt--BR', '%00']) {
        expect(await gateway.json(`${path}?_locale=${wrong}`)).toMatchObject({
          status: 400,
          code: 'invalid-parameter',
          param: '_locale',
        });
      }
      expect(await gateway.json(`${path}?_locale=pt&_locale=en`)).toMatchObject({ param: '_locale' });
    }
    expect(await gateway.json('/api/queries/steps?days=99&_locale=pt')).toMatchObject({ queryTitle: 'Etapas' });
  });

  test('keeps the names of columns and the values in an export', async () => {
    const csv = await (await gateway.request('/api/queries/steps?_format=csv&_locale=pt')).text();
    expect(csv).toMatch(/^step,big\r\nsigned_up,/);
  });
});

test('check-queries names the texts that a language of other files lacks', async () => {
  const database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await withFolder(async (folder) => {
    const text = (lines: string) => `-- One\n-- @column n integer N\n${lines}select 1 as n`;
    await writeFile(join(folder, 'one.sql'), text('-- @pt title Um\n-- @pt column n "N"\n'));
    await writeFile(join(folder, 'two.sql'), text(''));
    const { code, stderr } = await runCommand('cli/check-queries', {
      env: { DATABASE_URL: database.url, QUERIES_DIR: folder, SHIPPED_QUERIES: 'none' },
      cwd: folder,
    });
    expect([code, stderr.trim().split('\n')]).toEqual([
      0,
      ['one.sql: pt lacks description of column n', 'two.sql: pt lacks title, column n'],
    ]);
  });
  await database.drop();
});
