const segmenter = new Intl.Segmenter();

/** Characters as users see them: an emoji or a letter with its accents is one. */
export const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Shortens a text to a width, never within a grapheme. @param measure width of a text */
export function cutToWidth(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const parts = graphemes(text);
  const cut = (count: number) => `${parts.slice(0, count).join('').trimEnd()}…`;
  // Binary search for the most graphemes that fit; at least one is kept.
  let [fits, over] = [1, parts.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(cut(middle)) <= width) fits = middle;
    else over = middle;
  }
  return cut(fits);
}
