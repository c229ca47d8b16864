import { type TextsFor, translations } from '../../core/format/translations.ts';
import { texts as english, type Texts } from './en.ts';

export const textsFor: TextsFor<Texts> = translations(english, {
  pt: () => import('./pt.ts'),
  es: () => import('./es.ts'),
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
});
