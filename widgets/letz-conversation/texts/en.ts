import { plural } from '../../core/format/translations.ts';

export const texts = {
  messages: 'Messages',
  noTime: 'Without a time',
  noText: 'Message without text',
  kind: '{0}, without text',
  unknownSender: 'Unknown sender',
  latest: plural('en', { one: 'Only the latest message', other: 'Only the latest {0} messages' }),
};

export type Texts = typeof texts;
