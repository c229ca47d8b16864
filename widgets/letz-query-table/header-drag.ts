/** What a dragged title does. */
export interface DragCommands {
  resize(column: number, width: number): void;
  /** Moves a column before another; `before` is past the last to move it to the end. */
  place(column: number, before: number): void;
  changed(): void;
}

/** Pixels that a pointer moves before a press becomes a drag. */
const SLACK = 5;

/** Titles under the pointer: their ends make columns wider, they themselves are dragged to where the column shall stand. */
export class HeaderDrag {
  /** The title that is dragged, and the one that it would stand before; places on the screen. */
  drop: { column: number; before: number } | undefined;
  /** Whether the next click only ends a drag. */
  #ending = false;
  readonly #commands: DragCommands;

  constructor(commands: DragCommands) {
    this.#commands = commands;
  }

  /** Whether a click on a title is one, and not the end of a drag. */
  get idle(): boolean {
    return !this.#ending;
  }

  /** A press on the handle at a title's end. */
  resize(column: number, { target, clientX, pointerId }: PointerEvent): void {
    const handle = target as HTMLElement;
    const from = handle.parentElement!.offsetWidth;
    const sign = handle.matches(':dir(rtl)') ? -1 : 1;
    handle.setPointerCapture(pointerId);
    handle.onpointermove = (event) => this.#commands.resize(column, from + sign * (event.clientX - clientX));
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  }

  /** A press on a title. */
  press(column: number, { target, clientX, pointerId, button }: PointerEvent): void {
    if (button !== 0) return;
    const title = (target as Element).closest('th')!;
    const ended = new AbortController();
    const { signal } = ended;
    let cancelled = false;
    const show = (drop: HeaderDrag['drop']) => {
      if (drop?.before === this.drop?.before) return;
      this.drop = drop;
      this.#commands.changed();
    };
    const onMove = (event: PointerEvent) => {
      if (cancelled || (!this.#ending && Math.abs(event.clientX - clientX) < SLACK)) return;
      this.#ending = true;
      const titles = [...title.parentElement!.children];
      const before = placeAt(titles, event.clientX);
      titles[Math.min(before, titles.length - 1)]!.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      show({ column, before });
    };
    const onDrop = () => {
      if (this.drop) this.#commands.place(column, this.drop.before);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !this.drop) return;
      // Not meant for the dialog, say, that the table is in.
      event.preventDefault();
      event.stopPropagation();
      cancelled = true;
      show(undefined);
    };
    const onEnd = () => {
      ended.abort();
      show(undefined);
      // The click, if there is one, comes at once.
      setTimeout(() => {
        this.#ending = false;
      });
    };
    title.setPointerCapture(pointerId);
    title.addEventListener('pointermove', onMove, { signal });
    title.addEventListener('pointerup', onDrop, { signal });
    title.addEventListener('lostpointercapture', onEnd, { signal });
    document.addEventListener('keydown', onKey, { signal, capture: true });
  }
}

/** Before which title something stands that is dropped at `x`. */
function placeAt(titles: Element[], x: number): number {
  const rtl = titles[0]!.matches(':dir(rtl)');
  const after = titles.filter((title) => {
    const { left, width } = title.getBoundingClientRect();
    return rtl ? x < left + width / 2 : x > left + width / 2;
  });
  return after.length;
}
