import { translations } from '../core/translations.ts';

const english = {
  title: 'Tables',
  search: 'Search tables and columns',
  tables: '{0} tables',
  found: '{0} of {1} tables',
  nothing: 'Nothing is called or described like that.',
  rows: 'about {0} rows',
  personal: 'personal',
  personalHint: 'Personal data',
  primaryKey: 'Primary key',
  nullable: 'may be null',
  required: 'never null',
  default: 'Default',
  references: 'References',
  referencedBy: 'Referenced by',
  foreignKey: 'references {0}',
  indexes: 'Indexes',
  unique: 'unique',
  back: 'Back to {0}',
  diagram: 'Relations',
  showAll: 'Show all {0}',
  more: 'and {0} more',
  hidden: 'not open to you',
  denied: 'The database’s structure is not open to you',
  deniedHint: 'It takes a token made with --schema; data that other widgets show is not concerned.',
};

export type Texts = typeof english;

export const textsFor = translations<Texts>(english, {
  pt: () => import('./texts-pt.ts'),
  es: () => import('./texts-es.ts'),
  de: () => import('./texts-de.ts'),
});
