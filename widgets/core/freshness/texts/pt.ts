import type { Texts } from './en.ts';

export const texts: Texts = {
  newest: {
    messages: 'mensagem mais recente {0}',
    events: 'evento mais recente {0}',
    users: 'usuário mais recente {0}',
  },
  newestRow: 'linha mais recente em {0} {1}',
  updated: 'Última atualização',
  every: 'atualiza a cada {0}',
  refresh: 'Atualizar',
};
