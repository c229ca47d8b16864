import { closingQuote } from '../../core/gateway/json-text.ts';

const code = (mark: string) => mark.charCodeAt(0);
const [QUOTE, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = ['"', '[', ']', '{', '}'].map(code);

/** Incremental scanner for the ends of whole rows in a JSON array of objects that arrives in chunks. */
export class JsonArrayScanner {
  /** Open brackets, the array's own included. */
  #depth = 0;
  /** Scanned part of the text. */
  #at = 0;

  /**
   * @param text the text after the last returned position; at first, the array from its beginning
   * @returns the end of the last whole row; 0 if there is none
   */
  lastRowEnd(text: string): number {
    let [at, depth, end] = [this.#at, this.#depth, 0];
    for (; at < text.length; at++) {
      const mark = text.charCodeAt(at);
      if (mark === QUOTE) {
        const closing = closingQuote(text, at + 1);
        if (closing < 0) break; // Scanned again from the opening quote with the next chunk.
        at = closing;
      } else if (mark === OPEN_ARRAY || mark === OPEN_OBJECT) depth++;
      else if (mark === CLOSE_ARRAY || mark === CLOSE_OBJECT) {
        depth--;
        if (depth === 1) end = at + 1;
      }
    }
    this.#depth = depth;
    this.#at = at - end;
    return end;
  }
}
