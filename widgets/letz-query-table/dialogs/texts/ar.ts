import type { Texts } from './en.ts';

export const texts: Texts = {
  details: 'عرض كل حقول الصف',
  row: 'الصف {0} من {1}',
  previous: 'الصف السابق',
  next: 'الصف التالي',
  conversation: 'المحادثة',
};
