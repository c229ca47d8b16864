import type { Texts } from './en.ts';

export const texts: Texts = {
  details: 'عرض كل حقول الصف',
  row: 'الصف {0} من {1}',
  previous: 'الصف السابق',
  next: 'الصف التالي',
  conversation: 'المحادثة',
  rows: 'الصفوف',
  nulls: 'بلا قيمة',
  distinct: 'القيم المختلفة',
  least: 'الأدنى',
  median: 'الوسيط',
  greatest: 'الأعلى',
  distribution: 'التوزيع',
  top: 'القيم الأكثر تكرارًا',
  others: 'أخرى',
  range: '{0} إلى {1}',
};
