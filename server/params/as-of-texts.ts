/** Label and description of `as_of`, the parameter of every query, by language. */
export const AS_OF_TEXTS: Record<string, { label: string; description: string }> & {
  en: { label: string; description: string };
} = {
  en: { label: 'As of', description: 'Count only what was there before this moment (UTC); left out: now' },
  pt: { label: 'Situação em', description: 'Conta só o que existia antes deste momento (UTC); sem valor: agora' },
  es: { label: 'Situación a', description: 'Cuenta solo lo que existía antes de este momento (UTC); sin valor: ahora' },
  de: { label: 'Stand', description: 'Zählt nur, was vor diesem Zeitpunkt (UTC) da war; ohne Angabe: jetzt' },
};
