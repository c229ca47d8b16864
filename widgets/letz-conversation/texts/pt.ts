import { plural } from '../../core/format/translations.ts';
import type { Texts } from './en.ts';

export const texts: Texts = {
  messages: 'Mensagens',
  noTime: 'Sem horário',
  noText: 'Mensagem sem texto',
  kind: '{0}, sem texto',
  unknownSender: 'Remetente desconhecido',
  latest: plural('pt', { one: 'Só a última mensagem', other: 'Só as últimas {0} mensagens' }),
};
