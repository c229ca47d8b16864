import type { Texts } from './en.ts';

export const texts: Texts = {
  newest: {
    messages: 'neueste Nachricht {0}',
    events: 'neuestes Ereignis {0}',
    users: 'neuester Nutzer {0}',
  },
  newestRow: 'neueste Zeile in {0} {1}',
  updated: 'Zuletzt aktualisiert',
  every: 'aktualisiert alle {0}',
  refresh: 'Aktualisieren',
};
