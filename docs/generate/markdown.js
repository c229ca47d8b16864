/** Escapes text for a cell of a Markdown table. */
export const cell = (text = '') =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();

/** Formats text as inline code that may stand in a cell. */
export const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

/**
 * Formats a Markdown table. Returns an empty string for no rows.
 * @param {string[]} head
 * @param {string[][]} rows cells that are Markdown already
 */
export function table(head, rows) {
  if (!rows.length) return '';
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n\n`;
}
