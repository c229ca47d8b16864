/** Name of the highlight in `::highlight()`. */
const NAME = 'letz-search';

/** Ranges of each table body, so that a table removes only its own. */
const ranges = new WeakMap<Element, Range[]>();

/**
 * Highlights the matches of a pattern in a table body by the CSS Custom Highlight API, which leaves the DOM as it is.
 * @param pattern a global regular expression; undefined removes the highlight
 */
export function highlightMatches(body: HTMLTableSectionElement, pattern: RegExp | undefined): void {
  // Without the class, Chromium would compute a highlight style for each element of each table.
  body.classList.toggle('searched', Boolean(pattern));
  if (!CSS.highlights || (!pattern && !ranges.has(body))) return;
  const highlight = CSS.highlights.get(NAME) ?? new Highlight();
  CSS.highlights.set(NAME, highlight);
  for (const range of ranges.get(body) ?? []) highlight.delete(range);
  ranges.delete(body);
  if (!pattern) return;
  const found: Range[] = [];
  for (const { cells } of body.rows) for (const cell of cells) found.push(...matches(cell.firstChild as Text, pattern));
  for (const range of found) highlight.add(range);
  ranges.set(body, found);
}

const matches = (text: Text, pattern: RegExp): Range[] =>
  [...text.data.matchAll(pattern)].map(({ 0: match, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + match.length);
    return range;
  });
