import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { Export as ExportRequest } from '../core/gateway/download.ts';
import type { Texts } from './texts/en.ts';

/** Download of all rows of a query, one file at a time, with a progress message. */
export class Export {
  /** Progress or result of the last download; empty: none. */
  message = '';
  readonly #onChange: () => void;
  #abort: AbortController | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get busy(): boolean {
    return this.#abort !== undefined;
  }

  readonly cancel = (): void => this.#abort?.abort();

  async save(request: ExportRequest, texts: Texts, formats: Formats): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    let bytes = 0;
    const report = (text: string) => {
      this.message = fill(text, formats.number(bytes / 1000, KILOBYTES));
      this.#onChange();
    };
    report(texts.saving);
    try {
      const { saveRows } = await import('../core/gateway/download.ts');
      await saveRows(request, abort.signal, (received) => {
        bytes = received;
        report(texts.saving);
      });
      report(texts.saved);
    } catch (error) {
      this.message = abort.signal.aborted ? texts.cancelled : fill(texts.notSaved, (error as Error).message);
    }
    if (this.#abort === abort) this.#abort = undefined;
    this.#onChange();
  }
}

const KILOBYTES: Intl.NumberFormatOptions = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 };
