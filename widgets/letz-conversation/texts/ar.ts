import { plural } from '../../core/format/translations.ts';
import type { Texts } from './en.ts';

export const texts: Texts = {
  messages: 'الرسائل',
  noTime: 'بلا وقت',
  noText: 'رسالة بلا نص',
  kind: '{0}، بلا نص',
  unknownSender: 'مرسل غير معروف',
  latest: plural('ar', {
    one: 'آخر رسالة فقط',
    two: 'آخر رسالتين فقط',
    few: 'آخر {0} رسائل فقط',
    other: 'آخر {0} رسالة فقط',
  }),
};
