import { expect } from '@open-wc/testing';
import { english } from '../../../widgets/core/texts.ts';
import { texts as de } from '../../../widgets/core/texts-de.ts';
import { texts as es } from '../../../widgets/core/texts-es.ts';
import { texts as pt } from '../../../widgets/core/texts-pt.ts';

const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

describe('texts', () => {
  for (const [language, texts] of Object.entries({ de, es, pt })) {
    it(`are all there in ${language}, with the same places to fill`, () => {
      for (const [key, text] of Object.entries(english)) {
        const translated = texts[key as keyof typeof english];
        expect(translated, key).to.be.a('string').and.not.equal('');
        expect(places(translated), key).to.deep.equal(places(text));
      }
    });
  }
});
