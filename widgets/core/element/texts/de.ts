import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Wird geladen',
  noValue: 'kein Wert',
  empty: 'Nichts anzuzeigen',
  emptyHint: 'Keine Zeilen mit diesen Parametern:',
  retry: 'Erneut versuchen',
  expired: 'Der Zugang zu diesen Daten ist abgelaufen',
  expiredHint: 'Laden Sie die Seite neu, um ihn zu erneuern.',
  failed: 'Das konnte nicht geladen werden',
  denied: 'Diese Daten sind für Sie nicht freigegeben',
  unreachable: 'Das Gateway ist nicht erreichbar',
  unreachableHint: 'Es muss laufen, und sein ALLOWED_ORIGINS muss diese Seite nennen.',
  stale: 'Nicht aktualisiert',
  asOf: 'Stand',
  daysIn: 'Tage in',
};
