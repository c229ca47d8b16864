import { expect } from '@open-wc/testing';

/** What is said in all languages, by its files. */
const FILES = ['core/texts', 'core/state-texts', 'core/picture-texts', 'letz-query-table/texts'];

const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

describe('texts', () => {
  for (const file of FILES) {
    for (const language of ['de', 'es', 'pt']) {
      it(`are all there in ${file}-${language}, with the same places to fill`, async () => {
        const { english } = await import(`../../../widgets/${file}.ts`);
        const { texts } = await import(`../../../widgets/${file}-${language}.ts`);
        expect(Object.keys(texts)).to.have.members(Object.keys(english));
        for (const [key, text] of Object.entries<string>(english)) {
          expect(texts[key], key).to.be.a('string').and.not.equal('');
          expect(places(texts[key]), key).to.deep.equal(places(text));
        }
      });
    }
  }
});
