import type { Texts } from './texts.ts';

export const texts: Texts = {
  loading: 'Cargando',
  empty: 'Nada que mostrar',
  emptyHint: 'Ninguna fila con estos parámetros.',
  retry: 'Reintentar',
  expired: 'El acceso a estos datos ha caducado',
  expiredHint: 'Recargue la página para renovarlo.',
  failed: 'No se ha podido cargar',
  denied: 'No tiene acceso a estos datos',
  unreachable: 'El gateway no responde',
  unreachableHint: 'ALLOWED_ORIGINS debe incluir esta página, y debe estar en marcha.',
  stale: 'Sin actualizar',
  asOf: 'A fecha de',
  partial: 'aún en curso',
  noValue: 'sin valor',
  change: 'variación respecto al periodo anterior',
};
