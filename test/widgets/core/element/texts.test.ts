import { expect } from '@open-wc/testing';
import type { PluralText } from '../../../../widgets/core/format/translations.ts';

/** Folders with one file of texts for each language. */
const FOLDERS = [
  'core/actions/texts',
  'core/element/texts',
  'core/freshness/texts',
  'core/visual/texts',
  'letz-chart/layers/texts',
  'letz-conversation/texts',
  'letz-metric/texts',
  'letz-params/texts',
  'letz-query-runner/texts',
  'letz-query-table/texts',
  'letz-schema-browser/texts',
];

/** A count of each plural form that a language has. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1_000_000, 7n];

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

/** Texts by key; those of an object by `key.name`. */
const flat = (texts: object): [string, string | PluralText][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'object'
      ? Object.entries<string>(text).map(([name, each]) => [`${key}.${name}`, each])
      : [[key, text]],
  ) as [string, string | PluralText][];

/** The forms of a plural text, with the names of its placeholders in place of values. */
const formsOf = (text: PluralText) => COUNTS.map((count) => text(count, '{0}', '{1}', '{2}'));

describe('texts', () => {
  for (const folder of FOLDERS) {
    for (const language of ['ar', 'de', 'es', 'pt']) {
      it(`has every key of English, with the same placeholders, in ${folder}/${language}.ts`, async () => {
        const { texts: english } = await import(`../../../../widgets/${folder}/en.ts`);
        const { texts: translated } = await import(`../../../../widgets/${folder}/${language}.ts`);
        const texts = Object.fromEntries(flat(translated));
        expect(Object.keys(texts)).to.have.members(flat(english).map(([key]) => key));
        for (const [key, text] of flat(english)) {
          const other = texts[key];
          if (typeof text === 'function') {
            if (typeof other !== 'function') throw new TypeError(`${key} has no plural forms.`);
            // A form for one or two things may leave the number out, and only that.
            const allowed = placeholders(text(100, '{0}', '{1}', '{2}'));
            for (const form of formsOf(other)) {
              expect(form, key).to.be.a('string').and.not.equal('');
              expect(allowed, key).to.include.members(placeholders(form));
              expect(placeholders(form), key).to.include.members(allowed.filter((name) => name !== '{0}'));
            }
            expect(placeholders(other(100, '{0}', '{1}', '{2}')), key).to.deep.equal(allowed);
          } else {
            expect(other, key).to.be.a('string').and.not.equal('');
            expect(placeholders(String(other)), key).to.deep.equal(placeholders(text));
          }
        }
      });
    }
  }

  it('has the plural forms of its language', async () => {
    const rows = async (language: string, count: number) => {
      const { texts } = await import(`../../../../widgets/letz-query-table/texts/${language}.ts`);
      return texts.rows(count, String(count));
    };
    const arabic = await Promise.all([0, 1, 2, 3, 11, 100].map((count) => rows('ar', count)));
    expect(arabic).to.deep.equal(['لا صفوف', 'صف واحد', 'صفان', '3 صفوف', '11 صفًا', '100 صف']);
    expect([await rows('en', 1), await rows('en', 0), await rows('de', 2)]).to.deep.equal([
      '1 row',
      '0 rows',
      '2 Zeilen',
    ]);
  });
});
