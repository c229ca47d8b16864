import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back every so many seconds, at moments that all widgets of a page share, so that they go in one batch. Rests while
 * the page is hidden, the widget off the screen, or the browser offline; what was missed meanwhile is made up for once.
 */
export class RefreshController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #run: () => void;
  #seconds = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #missed = false;
  #onScreen = true;
  readonly #observer = new IntersectionObserver((entries) => {
    this.#onScreen = entries.at(-1)?.isIntersecting ?? true;
    this.#wake();
  });

  constructor(host: ReactiveControllerHost & Element, run: () => void) {
    this.#host = host;
    this.#run = run;
    host.addController(this);
  }

  /** @param seconds between refreshes; 0: none */
  set seconds(seconds: number) {
    if (seconds === this.#seconds) return;
    this.#seconds = seconds;
    if (this.#host.isConnected) this.#schedule();
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#wake);
    window.addEventListener('online', this.#wake);
    this.#schedule();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#wake);
    window.removeEventListener('online', this.#wake);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!(this.#seconds > 0)) return;
    const period = this.#seconds * 1000;
    this.#timer = setTimeout(
      () => {
        this.#missed = true;
        this.#wake();
        this.#schedule();
      },
      period - (Date.now() % period),
    );
  }

  readonly #wake = (): void => {
    if (!this.#missed || document.hidden || !this.#onScreen || !navigator.onLine) return;
    this.#missed = false;
    this.#run();
  };
}
