/** A column's name as a reader would write it: `completed_onboarding` is `Completed onboarding`, `d1_pct` is `D1 %`. */
export function columnTitle(name: string): string {
  const text = name
    .replace(/(^|_)pct(?=_|$)/g, ' %')
    .replaceAll('_', ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
