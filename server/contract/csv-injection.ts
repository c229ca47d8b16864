/** Characters that start a formula, half-width and full-width. */
const START = '[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]';

/**
 * Positions at which a spreadsheet would run a text as a formula (OWASP, "CSV Injection"): its start, after white space,
 * and after `;` or a tab, which some spreadsheets take for separators even inside quotes.
 */
const FORMULA = new RegExp(`^\\s*(?=${START})|^(?=[\\t\\r])|[;\\t][^\\S;\\t]*(?=${START})`, 'g');

/** Quick test of a text's first character. */
const SUSPECT_START = new RegExp(`^(?:\\s|${START})`);

/** Puts an apostrophe in front of what a spreadsheet would run as a formula. For text cells of CSV and TSV. */
export function defuse(text: string): string {
  if (!SUSPECT_START.test(text) && !text.includes(';') && !text.includes('\t')) return text;
  return text.replace(FORMULA, (match, offset: number) =>
    offset === 0 && !match.startsWith(';') ? `'${match}` : `${match}'`,
  );
}
