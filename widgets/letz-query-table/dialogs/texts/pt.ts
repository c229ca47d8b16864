import type { Texts } from './en.ts';

export const texts: Texts = {
  details: 'Mostrar todos os campos da linha',
  row: 'Linha {0} de {1}',
  previous: 'Linha anterior',
  next: 'Próxima linha',
  conversation: 'Conversa',
  rows: 'Linhas',
  nulls: 'Sem valor',
  distinct: 'Valores distintos',
  least: 'Mínimo',
  median: 'Mediana',
  greatest: 'Máximo',
  distribution: 'Distribuição',
  top: 'Valores mais frequentes',
  others: 'Outros',
  range: '{0} a {1}',
};
