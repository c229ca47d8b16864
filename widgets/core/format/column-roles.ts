/** Title for a column name: `Completed onboarding` for `completed_onboarding`, `D1 %` for `d1_pct`. */
export function columnTitle(name: string): string {
  const text = name
    .replace(/(^|_)pct(?=_|$)/g, ' %')
    .replaceAll('_', ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
