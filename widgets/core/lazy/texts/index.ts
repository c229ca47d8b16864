import { translations } from '../../format/translations.ts';
import { texts as english, type StateTexts } from './en.ts';

export const stateTextsFor = translations<StateTexts>(english, {
  pt: () => import('./pt.ts'),
  es: () => import('./es.ts'),
  de: () => import('./de.ts'),
});
