import { expect } from '@open-wc/testing';
import type { PluralText } from '../../../../widgets/core/format/translations.ts';

/** Folders with one file of texts for each language. */
const FOLDERS = [
  'core/element/texts',
  'core/visual/texts',
  'letz-metric/texts',
  'letz-params/texts',
  'letz-query-runner/texts',
  'letz-query-table/texts',
  'letz-schema-browser/texts',
];

/** A count of each plural form that a language has. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1_000_000, 7n];

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

/** The forms of a plural text, with the names of its placeholders in place of values. */
const formsOf = (text: PluralText) => COUNTS.map((count) => text(count, '{0}', '{1}', '{2}'));

describe('texts', () => {
  for (const folder of FOLDERS) {
    for (const language of ['ar', 'de', 'es', 'pt']) {
      it(`has every key of English, with the same placeholders, in ${folder}/${language}.ts`, async () => {
        const { texts: english } = await import(`../../../../widgets/${folder}/en.ts`);
        const { texts } = await import(`../../../../widgets/${folder}/${language}.ts`);
        expect(Object.keys(texts)).to.have.members(Object.keys(english));
        for (const [key, text] of Object.entries<string | PluralText>(english)) {
          if (typeof text === 'function') {
            // A form for one or two things may leave the number out, and only that.
            const allowed = placeholders(text(100, '{0}', '{1}', '{2}'));
            for (const form of formsOf(texts[key])) {
              expect(form, key).to.be.a('string').and.not.equal('');
              expect(allowed, key).to.include.members(placeholders(form));
              expect(placeholders(form), key).to.include.members(allowed.filter((name) => name !== '{0}'));
            }
            expect(placeholders(texts[key](100, '{0}', '{1}', '{2}')), key).to.deep.equal(allowed);
          } else {
            expect(texts[key], key).to.be.a('string').and.not.equal('');
            expect(placeholders(texts[key]), key).to.deep.equal(placeholders(text));
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
