import type { Texts } from './en.ts';

export const texts: Texts = {
  details: 'Alle Felder der Zeile anzeigen',
  row: 'Zeile {0} von {1}',
  previous: 'Vorige Zeile',
  next: 'Nächste Zeile',
  conversation: 'Unterhaltung',
  rows: 'Zeilen',
  nulls: 'Ohne Wert',
  distinct: 'Verschiedene Werte',
  least: 'Minimum',
  median: 'Median',
  greatest: 'Maximum',
  distribution: 'Verteilung',
  top: 'Häufigste Werte',
  others: 'Andere',
  range: '{0} bis {1}',
};
