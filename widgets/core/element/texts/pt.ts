import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Carregando',
  noValue: 'sem valor',
  empty: 'Nada para mostrar',
  emptyHint: 'Nenhuma linha com estes parâmetros:',
  retry: 'Tentar de novo',
  expired: 'O acesso a estes dados expirou',
  expiredHint: 'Recarregue a página para renová-lo.',
  failed: 'Não foi possível carregar',
  denied: 'Você não tem acesso a estes dados',
  unreachable: 'O gateway não responde',
  unreachableHint: 'Ele precisa estar em execução, e seu ALLOWED_ORIGINS precisa conter esta página.',
  stale: 'Não atualizado',
  asOf: 'Situação em',
  daysIn: 'Dias em',
};
