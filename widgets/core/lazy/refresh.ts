import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One timer for all widgets of a page with the same period in seconds: timers of their own would miss a common batch. */
const clocks = new Map<number, { ticks: Set<() => void>; timer: ReturnType<typeof setInterval> }>();

function run(ticks: Iterable<() => void>): void {
  for (const tick of ticks) tick();
}

/** @returns stops it */
function every(seconds: number, tick: () => void): () => void {
  let clock = clocks.get(seconds);
  if (!clock) {
    const ticks = new Set<() => void>();
    clock = { ticks, timer: setInterval(() => run(ticks), seconds * 1000) };
    clocks.set(seconds, clock);
  }
  const { ticks, timer } = clock;
  ticks.add(tick);
  return () => {
    ticks.delete(tick);
    if (ticks.size) return;
    clearInterval(timer);
    clocks.delete(seconds);
  };
}

interface RefreshHost extends ReactiveControllerHost, Element {
  reload(): void;
}

/**
 * Reloads its host every so many seconds, at moments that all widgets of a page share, so that they go in one batch. Rests while
 * the page is hidden, the widget off the screen, or the browser offline; what was missed meanwhile is made up for once.
 */
export class RefreshController implements ReactiveController {
  readonly #host: RefreshHost;
  #seconds = 0;
  #stop: (() => void) | undefined;
  #missed = false;
  #onScreen = true;
  #observer: IntersectionObserver | undefined;
  /** Stops the clock of old data's age. */
  #stopAging: (() => void) | undefined;

  constructor(host: RefreshHost) {
    this.#host = host;
    host.addController(this);
  }

  /** @param seconds between refreshes; 0: none */
  set seconds(seconds: number) {
    if (seconds === this.#seconds) return;
    this.#seconds = seconds;
    if (this.#host.isConnected) this.#schedule();
  }

  /** A refresh is due, but the browser is offline. */
  get late(): boolean {
    return this.#missed && !navigator.onLine;
  }

  /** What should have been loaded was not: try again when the widget is next seen or the browser back online. */
  miss(): void {
    this.#missed = true;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#wake);
    window.addEventListener('online', this.#wake);
    window.addEventListener('offline', this.#wake);
    this.#schedule();
  }

  hostUpdated(): void {
    const ages = this.#host.matches(':state(stale)');
    if (ages) this.#stopAging ??= every(60, () => this.#host.requestUpdate());
    else this.#young();
  }

  #young(): void {
    this.#stopAging?.();
    this.#stopAging = undefined;
  }

  hostDisconnected(): void {
    this.#young();
    this.#stop?.();
    this.#stop = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
    document.removeEventListener('visibilitychange', this.#wake);
    window.removeEventListener('online', this.#wake);
    window.removeEventListener('offline', this.#wake);
  }

  #schedule(): void {
    this.#stop?.();
    this.#stop = undefined;
    if (!(this.#seconds > 0)) return;
    if (!this.#observer) {
      this.#observer = new IntersectionObserver((entries) => {
        this.#onScreen = entries.at(-1)!.isIntersecting;
        this.#wake();
      });
      this.#observer.observe(this.#host);
    }
    this.#stop = every(this.#seconds, () => {
      this.#missed = true;
      this.#wake();
    });
  }

  readonly #wake = (): void => {
    if (!this.#missed || document.hidden || !this.#onScreen) return;
    if (!navigator.onLine) {
      this.#host.requestUpdate();
      return;
    }
    this.#missed = false;
    this.#host.reload();
  };
}
