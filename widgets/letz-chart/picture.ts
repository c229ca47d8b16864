import type { Look } from './look.ts';

export interface Picture {
  canvas: HTMLCanvasElement;
  look: Look;
  title: string;
  /** Below the title: of when the data is. */
  subtitle: string;
  /** Names of the series, in the order of the look's colours, empty for those not drawn; none when there is only one. */
  legend: readonly string[];
}

const PADDING = 16;
const TITLE = 16;
const SMALL = 12;
const LINE = 22;

/** The chart on its background, with its title and legend, which are not on the canvas. @throws when it is too large */
export function toPng({ canvas, look, title, subtitle, legend }: Picture): Promise<Blob> {
  const ratio = devicePixelRatio;
  const top = PADDING + 2 * LINE + (legend.length ? LINE : 0);
  const picture = document.createElement('canvas');
  picture.width = canvas.width + 2 * PADDING * ratio;
  picture.height = canvas.height + (top + PADDING) * ratio;
  const ctx = picture.getContext('2d')!;
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(canvas, PADDING * ratio, top * ratio);
  ctx.scale(ratio, ratio);
  ctx.textBaseline = 'middle';

  const write = (text: string, x: number, y: number, size: number, weight: number, color: string) => {
    ctx.font = `${weight} ${size}px ${look.font}`;
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  write(title, PADDING, PADDING + LINE / 2, TITLE, 600, look.text);
  write(subtitle, PADDING, PADDING + LINE * 1.5, SMALL, 400, look.muted);
  let x = PADDING;
  legend.forEach((name, index) => {
    if (!name) return;
    const y = PADDING + LINE * 2.5;
    ctx.fillStyle = look.series[index % look.series.length]!;
    ctx.fillRect(x, y - 5, 10, 10);
    x += 16 + write(name, x + 16, y, SMALL, 400, look.text) + 16;
  });
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('The picture is too large.'))));
  });
}
