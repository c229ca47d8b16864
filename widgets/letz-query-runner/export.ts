import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { Export } from '../core/gateway/download.ts';
import type { Texts } from './texts/en.ts';

/** Saves all rows of a query as a file, one at a time, and says how far it is. */
export class Exporter {
  /** What to tell the reader; empty: nothing. */
  notice = '';
  readonly #changed: () => void;
  #abort: AbortController | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.#abort !== undefined;
  }

  readonly cancel = (): void => this.#abort?.abort();

  async save(what: Export, texts: Texts, formats: Formats): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    let bytes = 0;
    const say = (text: string) => {
      this.notice = fill(text, formats.number(bytes / 1000, KILOBYTES));
      this.#changed();
    };
    say(texts.saving);
    try {
      const { saveRows } = await import('../core/gateway/download.ts');
      await saveRows(what, abort.signal, (received) => {
        bytes = received;
        say(texts.saving);
      });
      say(texts.saved);
    } catch (error) {
      this.notice = abort.signal.aborted ? texts.cancelled : fill(texts.notSaved, (error as Error).message);
    }
    if (this.#abort === abort) this.#abort = undefined;
    this.#changed();
  }
}

const KILOBYTES: Intl.NumberFormatOptions = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 };
