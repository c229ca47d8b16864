import type { Texts } from './en.ts';

export const texts: Texts = {
  newest: {
    messages: 'أحدث رسالة {0}',
    events: 'أحدث حدث {0}',
    users: 'أحدث مستخدم {0}',
  },
  newestRow: 'أحدث صف في {0} {1}',
  updated: 'آخر تحديث',
  every: 'يُحدَّث كل {0}',
  refresh: 'تحديث',
};
