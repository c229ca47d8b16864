import type uPlot from 'uplot';

/**
 * Binding of a mouse handler that gets positions in the plot's own CSS pixels. uPlot subtracts the plot's edge from the
 * pointer's position in the viewport, which is wrong inside CSS `zoom` or `transform: scale`, and caches that edge.
 */
export const localPointer =
  (
    plot: uPlot,
    target: HTMLElement,
    handler: uPlot.Cursor.MouseListener,
    onlyTarget = true,
  ): uPlot.Cursor.MouseListener =>
  (event) => {
    const isButton = event.type !== 'mousemove';
    if ((isButton && event.button !== 0) || (onlyTarget && event.target !== target)) return null;
    const { over } = plot;
    const box = over.getBoundingClientRect();
    const scale = { x: over.offsetWidth / box.width || 1, y: over.offsetHeight / box.height || 1 };
    const local = {
      type: event.type,
      button: event.button,
      clientX: plot.rect.left + (event.clientX - box.left) * scale.x,
      clientY: plot.rect.top + (event.clientY - box.top) * scale.y,
      movementX: event.movementX,
      movementY: event.movementY,
    };
    return handler(local as MouseEvent);
  };
