import { expect } from '@open-wc/testing';
import { english as stateEnglish } from '../../../widgets/core/state-texts.ts';
import { texts as stateDe } from '../../../widgets/core/state-texts-de.ts';
import { texts as stateEs } from '../../../widgets/core/state-texts-es.ts';
import { texts as statePt } from '../../../widgets/core/state-texts-pt.ts';
import { english } from '../../../widgets/core/texts.ts';
import { texts as de } from '../../../widgets/core/texts-de.ts';
import { texts as es } from '../../../widgets/core/texts-es.ts';
import { texts as pt } from '../../../widgets/core/texts-pt.ts';

const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

const ENGLISH: Record<string, string> = { ...english, ...stateEnglish };
const LANGUAGES: Record<string, Record<string, string>> = {
  de: { ...de, ...stateDe },
  es: { ...es, ...stateEs },
  pt: { ...pt, ...statePt },
};

describe('texts', () => {
  for (const [language, texts] of Object.entries(LANGUAGES)) {
    it(`are all there in ${language}, with the same places to fill`, () => {
      for (const [key, text] of Object.entries(ENGLISH)) {
        const translated = texts[key];
        expect(translated, key).to.be.a('string').and.not.equal('');
        expect(places(translated!), key).to.deep.equal(places(text));
      }
    });
  }
});
