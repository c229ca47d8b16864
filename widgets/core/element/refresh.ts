import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Timers by period in seconds, shared by all widgets of a page so that their refreshes go in one batch. */
const timers = new Map<number, { callbacks: Set<() => void>; timer: ReturnType<typeof setInterval> }>();

function run(callbacks: Iterable<() => void>): void {
  for (const callback of callbacks) callback();
}

/** Calls a function on the shared timer of a period. @returns a function that stops it */
function every(seconds: number, callback: () => void): () => void {
  let shared = timers.get(seconds);
  if (!shared) {
    const callbacks = new Set<() => void>();
    shared = { callbacks, timer: setInterval(() => run(callbacks), seconds * 1000) };
    timers.set(seconds, shared);
  }
  const { callbacks, timer } = shared;
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size) return;
    clearInterval(timer);
    timers.delete(seconds);
  };
}

interface RefreshHost extends ReactiveControllerHost, Element {
  reload(): void;
}

/**
 * Controller that reloads its host periodically. Pauses while the page is hidden, the widget outside the viewport or the
 * browser offline; a refresh missed meanwhile is made up for once.
 */
export class RefreshController implements ReactiveController {
  readonly #host: RefreshHost;
  #seconds = 0;
  #stop: (() => void) | undefined;
  #isDue = false;
  #isInViewport = true;
  #observer: IntersectionObserver | undefined;
  /** Stops the timer that updates the age of stale data. */
  #stopAge: (() => void) | undefined;

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

  /** True if a refresh is due while the browser is offline. */
  get isOverdue(): boolean {
    return this.#isDue && !navigator.onLine;
  }

  /** Reloads when the widget is next visible or the browser back online. */
  retryWhenVisible(): void {
    this.#isDue = true;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#reloadIfDue);
    window.addEventListener('online', this.#reloadIfDue);
    window.addEventListener('offline', this.#reloadIfDue);
    this.#schedule();
  }

  hostUpdated(): void {
    if (this.#host.matches(':state(stale)')) this.#stopAge ??= every(60, () => this.#host.requestUpdate());
    else this.#stopAgeTimer();
  }

  hostDisconnected(): void {
    this.#stopAgeTimer();
    this.#stop?.();
    this.#stop = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
    document.removeEventListener('visibilitychange', this.#reloadIfDue);
    window.removeEventListener('online', this.#reloadIfDue);
    window.removeEventListener('offline', this.#reloadIfDue);
  }

  #stopAgeTimer(): void {
    this.#stopAge?.();
    this.#stopAge = undefined;
  }

  #schedule(): void {
    this.#stop?.();
    this.#stop = undefined;
    if (!(this.#seconds > 0)) return;
    if (!this.#observer) {
      this.#observer = new IntersectionObserver((entries) => {
        this.#isInViewport = entries.at(-1)?.isIntersecting ?? true;
        this.#reloadIfDue();
      });
      this.#observer.observe(this.#host);
    }
    this.#stop = every(this.#seconds, () => {
      this.#isDue = true;
      this.#reloadIfDue();
    });
  }

  readonly #reloadIfDue = (): void => {
    if (!this.#isDue || document.hidden || !this.#isInViewport) return;
    if (!navigator.onLine) {
      this.#host.requestUpdate();
      return;
    }
    this.#isDue = false;
    this.#host.reload();
  };
}
