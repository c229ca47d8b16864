/** Actions of dragged headers; columns by position. */
export interface DragCommands {
  resize(column: number, width: number): void;
  /** Moves a column before another; `before` is past the last to move it to the end. */
  moveBefore(column: number, before: number): void;
}

/** Pixels that the pointer moves before a press becomes a drag. */
const THRESHOLD = 5;

/** Column headers under the pointer: resize handles change widths, headers are dragged to another position. */
export class ColumnDrag {
  /** Position of the dragged column, and the position it would be dropped before. */
  drop: { column: number; before: number } | undefined;
  /** True if the next click only ends a drag. */
  #dragged = false;
  readonly #commands: DragCommands;
  readonly #onChange: () => void;

  constructor(commands: DragCommands, onChange: () => void) {
    this.#commands = commands;
    this.#onChange = onChange;
  }

  /** True if a click on a header is not the end of a drag. */
  get idle(): boolean {
    return !this.#dragged;
  }

  /** Starts a resize: the handle of a header was pressed. */
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

  /** Starts a drag, or a click: a header was pressed. */
  press(column: number, { target, clientX, pointerId, button }: PointerEvent): void {
    if (button !== 0) return;
    const header = (target as Element).closest('th')!;
    const ended = new AbortController();
    const { signal } = ended;
    let cancelled = false;
    const setDrop = (drop: ColumnDrag['drop']) => {
      if (drop?.before === this.drop?.before) return;
      this.drop = drop;
      this.#onChange();
    };
    const onMove = (event: PointerEvent) => {
      if (cancelled || (!this.#dragged && Math.abs(event.clientX - clientX) < THRESHOLD)) return;
      this.#dragged = true;
      const headers = [...header.parentElement!.children];
      const before = dropPosition(headers, event.clientX);
      headers[Math.min(before, headers.length - 1)]!.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      setDrop({ column, before });
    };
    const onDrop = () => {
      if (this.drop) this.#commands.moveBefore(column, this.drop.before);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !this.drop) return;
      // Escape cancels only the drag, not a dialog around the table.
      event.preventDefault();
      event.stopPropagation();
      cancelled = true;
      setDrop(undefined);
    };
    const onEnd = () => {
      ended.abort();
      setDrop(undefined);
      // The click, if any, is dispatched in the same task.
      setTimeout(() => {
        this.#dragged = false;
      });
    };
    header.setPointerCapture(pointerId);
    header.addEventListener('pointermove', onMove, { signal });
    header.addEventListener('pointerup', onDrop, { signal });
    header.addEventListener('lostpointercapture', onEnd, { signal });
    document.addEventListener('keydown', onKey, { signal, capture: true });
  }
}

/** Number of headers before a drop at `x`: those whose middle is before it. */
function dropPosition(headers: Element[], x: number): number {
  const rtl = headers[0]!.matches(':dir(rtl)');
  const before = headers.filter((header) => {
    const { left, width } = header.getBoundingClientRect();
    return rtl ? x < left + width / 2 : x > left + width / 2;
  });
  return before.length;
}
