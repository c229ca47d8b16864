import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Carregando',
  empty: 'Nada para mostrar',
  emptyHint: 'Nenhuma linha para estes parâmetros.',
  retry: 'Tentar de novo',
  expired: 'O acesso a estes dados expirou',
  expiredHint: 'Recarregue a página para renová-lo.',
  failed: 'Não foi possível carregar',
  denied: 'Você não tem acesso a estes dados',
  unreachable: 'O gateway não responde',
  unreachableHint: 'ALLOWED_ORIGINS precisa conter esta página, e ele precisa estar em execução.',
  stale: 'Não atualizado',
  asOf: 'Situação em',
  partial: 'ainda em curso',
  noValue: 'sem valor',
  change: 'variação em relação ao período anterior',
};
