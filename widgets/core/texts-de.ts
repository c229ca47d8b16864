import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  empty: 'Nichts anzuzeigen',
  emptyHint: 'Keine Zeilen zu diesen Parametern.',
  retry: 'Erneut versuchen',
  expired: 'Der Zugang zu diesen Daten ist abgelaufen',
  expiredHint: 'Laden Sie die Seite neu, um ihn zu erneuern.',
  failed: 'Das konnte nicht geladen werden',
  denied: 'Diese Daten sind für Sie nicht freigegeben',
  unreachable: 'Das Gateway ist nicht erreichbar',
  unreachableHint: 'ALLOWED_ORIGINS muss diese Seite nennen, und es muss laufen.',
  stale: 'Nicht aktualisiert',
  asOf: 'Stand',
  partial: 'noch nicht zu Ende',
  noValue: 'kein Wert',
  change: 'Änderung gegenüber der Zeit davor',
};
