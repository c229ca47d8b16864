import { expect } from '@open-wc/testing';

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

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

describe('texts', () => {
  for (const folder of FOLDERS) {
    for (const language of ['de', 'es', 'pt']) {
      it(`has every key of English, with the same placeholders, in ${folder}/${language}.ts`, async () => {
        const { texts: english } = await import(`../../../../widgets/${folder}/en.ts`);
        const { texts } = await import(`../../../../widgets/${folder}/${language}.ts`);
        expect(Object.keys(texts)).to.have.members(Object.keys(english));
        for (const [key, text] of Object.entries<string>(english)) {
          expect(texts[key], key).to.be.a('string').and.not.equal('');
          expect(placeholders(texts[key]), key).to.deep.equal(placeholders(text));
        }
      });
    }
  }
});
