import type { Texts } from './en.ts';

export const texts: Texts = {
  title: 'Tabellen',
  search: 'Tabellen und Spalten durchsuchen',
  tables: '{0} Tabellen',
  found: '{0} von {1} Tabellen',
  nothing: 'Nichts heißt so oder ist so beschrieben.',
  rows: 'etwa {0} Zeilen',
  personal: 'persönlich',
  personalHint: 'Personenbezogene Daten',
  primaryKey: 'Primärschlüssel',
  nullable: 'darf null sein',
  required: 'nie null',
  default: 'Vorgabe',
  references: 'Verweist auf',
  referencedBy: 'Darauf verweisen',
  foreignKey: 'verweist auf {0}',
  indexes: 'Indizes',
  unique: 'eindeutig',
  back: 'Zurück zu {0}',
  diagram: 'Beziehungen',
  showAll: 'Alle {0} zeigen',
  more: 'und {0} weitere',
  hidden: 'nicht für Sie offen',
  denied: 'Der Aufbau der Datenbank steht Ihnen nicht offen',
  deniedHint:
    'Dafür braucht es ein Token, das mit --schema gemacht ist; die Daten anderer Widgets sind nicht betroffen.',
};
