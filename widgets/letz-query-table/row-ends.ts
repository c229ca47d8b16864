const code = (mark: string) => mark.charCodeAt(0);
const [QUOTE, BACKSLASH, OPENING, CLOSING, OPEN_ROW, CLOSE_ROW] = ['"', '\\', '[', ']', '{', '}'].map(code);

/** Tells where rows end in an array of JSON that arrives in pieces, whatever white space it is written with. */
export class RowEnds {
  /** Brackets that are open, the array's own included. */
  #depth = 0;
  /** How much of the text has been looked at. */
  #at = 0;

  /**
   * @param text what came after the last end, the first time from the array's beginning
   * @returns where its last whole row ends; 0 when there is none
   */
  last(text: string): number {
    let [at, depth, end] = [this.#at, this.#depth, 0];
    for (; at < text.length; at++) {
      const mark = text.charCodeAt(at);
      if (mark === QUOTE) {
        const closing = closingQuote(text, at + 1);
        if (closing < 0) break; // Next time from the opening one.
        at = closing;
      } else if (mark === OPENING || mark === OPEN_ROW) depth++;
      else if (mark === CLOSING || mark === CLOSE_ROW) {
        depth--;
        if (depth === 1) end = at + 1;
      }
    }
    this.#depth = depth;
    this.#at = at - end;
    return end;
  }
}

/** Where a text ends that began before; -1 when it goes on. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
}
