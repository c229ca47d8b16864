import type { Texts } from './en.ts';

export const texts: Texts = {
  previously: 'سابقًا {0}',
  trend: 'بين {0} و{1}',
  daysIn: 'الأيام بتوقيت {0}',
  points: '{0} نقطة مئوية',
  moreThan: 'أكثر من {0}',
  noClearChange: 'لا تغيّر واضح',
  better: 'نحو الأفضل',
  worse: 'نحو الأسوأ',
};
