import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows made ready above and below what is seen, so that scrolling never shows a gap. */
const AHEAD = 12;
/** Before the first measurement: as many as would fill the tallest default. */
const FIRST = 24;

/** Knows which rows of equal height are on the screen of a scrolling box, and brings one there. */
export class RowWindow implements ReactiveController {
  /** The first row to render, and the one after the last. */
  from = 0;
  to = FIRST + AHEAD;
  readonly #host: ReactiveControllerHost;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #box: HTMLElement | null = null;
  /** In pixels, as last measured: to ask while rows change would lay the page out for it. */
  #rowHeight = 1;
  #room = 0;
  #top = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Rows that fit on the screen. */
  get page(): number {
    return Math.max(1, Math.floor(this.#room / this.#rowHeight) - 1);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#box = null;
  }

  /** To be called with the box whenever it was rendered. */
  watch(box: HTMLElement | null): void {
    if (box === this.#box) return;
    this.#resized.disconnect();
    this.#box = box;
    if (box) this.#resized.observe(box);
  }

  readonly scrolled = (): void => this.#measure();

  reveal(row: number): void {
    if (!this.#box) return;
    const top = row * this.#rowHeight;
    const end = top + this.#rowHeight - this.#room;
    if (top >= this.#top && end <= this.#top) return;
    this.#top = top < this.#top ? top : end;
    this.#box.scrollTop = this.#top;
  }

  #measure(): void {
    if (!this.#box) return;
    // `2em` in the styles.
    this.#rowHeight = Number.parseFloat(getComputedStyle(this.#box).fontSize) * 2;
    this.#room = this.#box.clientHeight;
    this.#top = this.#box.scrollTop;
    const first = Math.floor(this.#top / this.#rowHeight);
    const from = Math.max(0, first - AHEAD);
    const to = first + Math.ceil(this.#room / this.#rowHeight) + AHEAD;
    // A row's worth of scrolling needs no new rows as long as some are ready.
    if (Math.abs(from - this.from) < AHEAD / 2 && Math.abs(to - this.to) < AHEAD / 2) return;
    this.from = from;
    this.to = to;
    this.#host.requestUpdate();
  }
}
