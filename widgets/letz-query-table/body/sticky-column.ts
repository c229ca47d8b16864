import type { GridSize } from './size-observer.ts';

/** Events before which the first column looks the same whether it is sticky or not. */
const USES = ['pointerenter', 'focusin', 'scroll'];

/**
 * Keeps the first column in place while the others scroll, from the first use of the table on: Chromium makes each
 * sticky cell a compositing layer, which a page of many tables should not pay for before they are used.
 */
export class StickyColumn {
  readonly #grid: HTMLElement;
  /** Width of the first column in pixels; 0 if it would leave no space for the others, or nothing scrolls. */
  #width = 0;
  #used = false;

  constructor(grid: HTMLElement) {
    this.#grid = grid;
    for (const type of USES) grid.addEventListener(type, this.#use, { once: true, passive: true });
  }

  readonly #use = (): void => {
    this.#used = true;
    this.#apply();
  };

  setSize({ scrollsX, firstColumn, width }: GridSize): void {
    this.#width = scrollsX && 2 * firstColumn <= width ? firstColumn : 0;
    this.#apply();
  }

  #apply(): void {
    if (!this.#used) return;
    this.#grid.classList.toggle('sticky', this.#width > 0);
    this.#grid.style.scrollPaddingInlineStart = this.#width ? `${this.#width}px` : '';
  }
}
