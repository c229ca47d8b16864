import type { Texts } from './en.ts';

export const texts: Texts = {
  loading: 'Cargando',
  noValue: 'sin valor',
  empty: 'Nada que mostrar',
  emptyHint: 'Ninguna fila con estos parámetros:',
  retry: 'Reintentar',
  expired: 'El acceso a estos datos ha caducado',
  expiredHint: 'Recargue la página para renovarlo.',
  failed: 'No se ha podido cargar',
  denied: 'No tiene acceso a estos datos',
  unreachable: 'El gateway no responde',
  unreachableHint: 'Debe estar en marcha, y su ALLOWED_ORIGINS debe incluir esta página.',
  stale: 'Sin actualizar',
  asOf: 'A fecha de',
  daysIn: 'Días en',
};
