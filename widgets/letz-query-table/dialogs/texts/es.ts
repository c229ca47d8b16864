import type { Texts } from './en.ts';

export const texts: Texts = {
  details: 'Mostrar todos los campos de la fila',
  row: 'Fila {0} de {1}',
  previous: 'Fila anterior',
  next: 'Fila siguiente',
  conversation: 'Conversación',
  rows: 'Filas',
  nulls: 'Sin valor',
  distinct: 'Valores distintos',
  least: 'Mínimo',
  median: 'Mediana',
  greatest: 'Máximo',
  distribution: 'Distribución',
  top: 'Valores más frecuentes',
  others: 'Otros',
  range: '{0} a {1}',
};
