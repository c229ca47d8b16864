import { plural } from '../../core/format/translations.ts';
import type { Texts } from './en.ts';

export const texts: Texts = {
  messages: 'Mensajes',
  noTime: 'Sin hora',
  noText: 'Mensaje sin texto',
  kind: '{0}, sin texto',
  unknownSender: 'Remitente desconocido',
  latest: plural('es', { one: 'Solo el último mensaje', other: 'Solo los últimos {0} mensajes' }),
};
