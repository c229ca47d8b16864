/** Size in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Drawing that fills a box. */
export interface Resizable {
  /** Reads size and theme. @returns whether the theme has changed */
  measure(size: Size): boolean;
  /** Draws at the measured size. */
  fit(repaint: boolean): void;
  /** Draws again if the theme has changed. */
  repaint(): void;
}

const drawings = new Map<Element, Resizable>();

/**
 * One observer for all charts. Its first report comes between layout and paint of the same frame; all charts are measured
 * before the first is drawn, which forces one layout instead of one a chart.
 */
const observer = new ResizeObserver((entries) => {
  const changed = entries.flatMap(({ target, contentRect }) => {
    const drawing = drawings.get(target);
    // A box without a size keeps its drawing.
    const visible = contentRect.width && contentRect.height;
    return drawing && visible ? { drawing, repaint: drawing.measure(contentRect) } : [];
  });
  for (const { drawing, repaint } of changed) drawing.fit(repaint);
});

// Print has a theme of its own.
matchMedia('print').addEventListener('change', () => {
  for (const drawing of drawings.values()) drawing.repaint();
});

export function observeSize(box: Element, drawing: Resizable): void {
  drawings.set(box, drawing);
  observer.observe(box);
}

export function unobserveSize(box: Element): void {
  drawings.delete(box);
  observer.unobserve(box);
}
