import type { StateTexts } from '../address/address-state.ts';
import type { PictureHost } from './table-toggle.ts';

/** State of the switch between picture and table, as the text `view` in the page's address. */
export class TableState {
  readonly #host: PictureHost;
  readonly #initial: boolean;

  constructor(host: PictureHost) {
    this.#host = host;
    this.#initial = host.asTable;
  }

  /** `table` or `picture`; blank while it is as the page has set it. */
  read(): StateTexts {
    const { asTable } = this.#host;
    return { view: asTable === this.#initial ? '' : asTable ? 'table' : 'picture' };
  }

  restore({ view }: StateTexts): void {
    if (view === 'table' || view === 'picture') this.#host.asTable = view === 'table';
  }
}
