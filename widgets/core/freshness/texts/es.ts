import type { Texts } from './en.ts';

export const texts: Texts = {
  newest: {
    messages: 'mensaje más reciente {0}',
    events: 'evento más reciente {0}',
    users: 'usuario más reciente {0}',
  },
  newestRow: 'fila más reciente en {0} {1}',
  updated: 'Última actualización',
  every: 'se actualiza cada {0}',
  refresh: 'Actualizar',
};
