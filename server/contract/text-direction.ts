/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = /^(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

/** True if the text of a locale runs from right to left; false for a malformed locale. */
export function isRightToLeft(locale: string): boolean {
  try {
    return RIGHT_TO_LEFT.test(new Intl.Locale(locale).maximize().script ?? '');
  } catch {
    return false;
  }
}
