import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows rendered above and below the viewport, so that scrolling shows no gap. */
const OVERSCAN = 12;
/** Rows rendered before the first measurement: as many as fill the default height. */
const FIRST_ROWS = 24;

/** Virtual rows of equal height: which ones to render for the viewport of a scrolling box. */
export class VirtualRows implements ReactiveController {
  /** Number of rows. */
  count = 0;
  /** The first row to render, and the one after the last. */
  from = 0;
  to = FIRST_ROWS + OVERSCAN;
  readonly #host: ReactiveControllerHost;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #box: HTMLElement | null = null;
  /** In pixels, as last measured: reading it while rows change would force a layout. */
  #rowHeight = 1;
  #room = 0;
  #top = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** True if the box has rows beyond its viewport. */
  get scrolls(): boolean {
    return this.#room > 0 && this.count * this.#rowHeight > this.#room;
  }

  /** Number of visible rows. */
  get page(): number {
    return Math.max(1, Math.floor(this.#room / this.#rowHeight) - 1);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#box = null;
  }

  /** Observes the scrolling box; called after each render. */
  observe(box: HTMLElement | null): void {
    if (box === this.#box) return;
    this.#resized.disconnect();
    this.#box = box;
    if (box) this.#resized.observe(box);
  }

  readonly onScroll = (): void => this.#measure();

  /** Scrolls a row into view. */
  scrollTo(row: number): void {
    if (!this.#box) return;
    const top = row * this.#rowHeight;
    const end = top + this.#rowHeight - this.#room;
    if (top >= this.#top && end <= this.#top) return;
    this.#top = top < this.#top ? top : end;
    this.#box.scrollTop = this.#top;
  }

  #measure(): void {
    if (!this.#box) return;
    const scrolled = this.scrolls;
    // The height in the styles: 2em.
    this.#rowHeight = Number.parseFloat(getComputedStyle(this.#box).fontSize) * 2;
    this.#room = this.#box.clientHeight;
    this.#top = this.#box.scrollTop;
    const first = Math.floor(this.#top / this.#rowHeight);
    const from = Math.max(0, first - OVERSCAN);
    const to = first + Math.ceil(this.#room / this.#rowHeight) + OVERSCAN;
    const isCovered = Math.abs(from - this.from) < OVERSCAN / 2 && Math.abs(to - this.to) < OVERSCAN / 2;
    if (isCovered && this.scrolls === scrolled) return;
    this.from = from;
    this.to = to;
    this.#host.requestUpdate();
  }
}
