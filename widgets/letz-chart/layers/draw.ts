import type { CanvasTheme } from '../canvas-theme.ts';

/** Font of texts on the picture, in canvas pixels. */
export const labelFont = ({ font }: CanvasTheme): string => `${11 * devicePixelRatio}px ${font}`;

/** Writes a text with an edge in the colour of the surface, so that lines behind it don't touch its letters. */
export function writeLabel(
  ctx: CanvasRenderingContext2D,
  theme: CanvasTheme,
  text: string,
  left: number,
  top: number,
): void {
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.lineJoin = 'round';
  ctx.setLineDash([]);
  ctx.strokeStyle = theme.surface;
  ctx.strokeText(text, left, top);
  ctx.fillStyle = theme.text;
  ctx.fillText(text, left, top);
}
