import { plural } from '../../core/format/translations.ts';
import type { Texts } from './en.ts';

export const texts: Texts = {
  messages: 'Nachrichten',
  noTime: 'Ohne Zeitangabe',
  noText: 'Nachricht ohne Text',
  kind: '{0}, ohne Text',
  unknownSender: 'Unbekannter Absender',
  latest: plural('de', { one: 'Nur die neueste Nachricht', other: 'Nur die neuesten {0} Nachrichten' }),
};
