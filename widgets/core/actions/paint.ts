/**
 * PNG of a widget whose picture is made of elements: heatmap, funnel, metric. A canvas that has drawn an SVG image with
 * HTML can't be read in Safari, and a content security policy may forbid it, so boxes, text and paths are drawn one by one.
 *
 * @throws {RangeError} if nothing is drawn, or the picture is too large
 */
export async function paintWidget(host: HTMLElement): Promise<Blob> {
  const base = host.shadowRoot?.querySelector('[part="base"]');
  const frame = base?.getBoundingClientRect();
  if (!base || !frame?.width) throw new RangeError('Nothing is drawn.');
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(frame.width * devicePixelRatio);
  canvas.height = Math.ceil(frame.height * devicePixelRatio);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new RangeError('The picture is too large.');
  ctx.scale(devicePixelRatio, devicePixelRatio);
  ctx.translate(-frame.left, -frame.top);
  paint(ctx, base);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('The picture is too large.'))));
  });
}

/** Elements that are no part of the picture. */
const OMITTED = 'button, slot, [part="tooltip"], .visually-hidden';

function paint(ctx: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element);
  const hidden = style.display === 'none' || style.visibility === 'hidden' || style.clipPath.startsWith('inset(50%');
  if (hidden || element.matches(OMITTED)) return;
  const box = element.getBoundingClientRect();
  ctx.save();
  paintBox(ctx, box, style);
  if (element.matches('.bars tbody > tr')) paintStep(ctx, element, box);
  if (style.overflowX !== 'visible' && !(element instanceof SVGElement)) clipTo(ctx, box);
  for (const node of element.childNodes) {
    if (node instanceof SVGPathElement) paintPath(ctx, node);
    else if (node instanceof Element) paint(ctx, node);
    else if (node instanceof Text && !(element instanceof SVGElement)) paintText(ctx, node, style);
  }
  ctx.restore();
}

function clipTo(ctx: CanvasRenderingContext2D, { left, top, width, height }: DOMRect): void {
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
}

/** Background, hatching, border and outline. */
function paintBox(ctx: CanvasRenderingContext2D, box: DOMRect, style: CSSStyleDeclaration): void {
  const { left, top, width, height } = box;
  const outline = (inset: number) => {
    ctx.beginPath();
    const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
    ctx.roundRect(left + inset, top + inset, width - 2 * inset, height - 2 * inset, radius);
  };
  ctx.fillStyle = style.backgroundColor;
  outline(0);
  ctx.fill();
  if (style.backgroundImage.startsWith('repeating')) hatch(ctx, box, style.backgroundImage);
  const border = Number.parseFloat(style.borderBottomWidth);
  if (border > 0) {
    ctx.strokeStyle = style.borderBottomColor;
    ctx.lineWidth = border;
    outline(border / 2);
    ctx.stroke();
  }
  if (style.outlineStyle !== 'dashed') return;
  ctx.strokeStyle = style.outlineColor;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([3, 2]);
  outline(1.5);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Diagonal lines in the first colour of a gradient. */
function hatch(ctx: CanvasRenderingContext2D, box: DOMRect, gradient: string): void {
  const { left, top, width, height } = box;
  ctx.save();
  clipTo(ctx, box);
  ctx.strokeStyle = /(?:rgb|color|oklab)[a-z]*\([^()]*\)/.exec(gradient)?.[0] ?? 'gray';
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += 7) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** Bar of a funnel's step and the area from the bar before, which are pseudo-elements. */
function paintStep(ctx: CanvasRenderingContext2D, step: Element, box: DOMRect): void {
  const width = (of: Element) => Number.parseFloat(getComputedStyle(of, '::after').width) || 0;
  const bar = getComputedStyle(step, '::after');
  const height = Number.parseFloat(bar.height) || 0;
  const isRightToLeft = step.matches(':dir(rtl)');
  const x = (from: number) => (isRightToLeft ? box.right - from : box.left + from);
  const before = step.previousElementSibling;
  if (before && step.matches('.after')) {
    ctx.fillStyle = getComputedStyle(step, '::before').backgroundColor;
    ctx.beginPath();
    ctx.moveTo(x(0), box.top);
    ctx.lineTo(x(width(before)), box.top);
    ctx.lineTo(x(width(step)), box.bottom - height);
    ctx.lineTo(x(0), box.bottom - height);
    ctx.fill();
  }
  ctx.fillStyle = bar.backgroundColor;
  ctx.fillRect(Math.min(x(0), x(width(step))), box.bottom - height, width(step), height);
}

function paintPath(ctx: CanvasRenderingContext2D, path: SVGPathElement): void {
  const { stroke, strokeDasharray } = getComputedStyle(path);
  const matrix = path.getScreenCTM();
  if (stroke === 'none' || !matrix) return;
  const line = new Path2D();
  line.addPath(new Path2D(path.getAttribute('d') ?? ''), matrix);
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.5;
  ctx.setLineDash(strokeDasharray === 'none' ? [] : strokeDasharray.split(/[ ,]+/).map(Number.parseFloat));
  ctx.stroke(line);
  ctx.setLineDash([]);
}

/** Draws a text word by word, each where the browser has placed it. */
function paintText(ctx: CanvasRenderingContext2D, node: Text, style: CSSStyleDeclaration): void {
  ctx.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ctx.fillStyle = style.color;
  ctx.direction = style.direction as CanvasDirection;
  ctx.textAlign = 'left';
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, top, width, height } = range.getBoundingClientRect();
    if (!width) continue;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ctx.measureText(word);
    ctx.fillText(word, left, top + (height - ascent - descent) / 2 + ascent);
  }
}
