import { dashOf, strengthOf } from './keys.ts';
import type { Look } from './look.ts';

/** What stands beside a chart, and is not on its canvas. */
export interface Caption {
  title: string;
  /** Below the title: of when the data is. */
  subtitle: string;
  /** Names of the series, in the order of the look's colours, empty for those not drawn; none when there is only one. */
  legend: readonly string[];
  bars: boolean;
  /** What is said of points that aren't complete; empty if there are none. */
  partial: string;
}

export interface Picture extends Caption {
  canvas: HTMLCanvasElement;
  look: Look;
}

const PADDING = 16;
const TITLE = 16;
const SMALL = 12;
const LINE = 22;
/** Width of a swatch, and the space behind it and behind its name. */
const SWATCH = 22;
const GAP = 6;

interface Entry {
  name: string;
  /** Undefined for what isn't complete. */
  series?: number;
  left: number;
  line: number;
}

/** The legend's entries, in as many lines as they need. */
function layOut(ctx: CanvasRenderingContext2D, { legend, partial, look }: Picture, width: number): Entry[] {
  ctx.font = `${SMALL}px ${look.font}`;
  const entries = legend.flatMap((name, series) => (name ? { name, series } : []));
  const all = partial ? [...entries, { name: partial }] : entries;
  let left = 0;
  let line = 0;
  return all.map((entry) => {
    const long = SWATCH + GAP + ctx.measureText(entry.name).width;
    if (left && left + long > width) [left, line] = [0, line + 1];
    const place = { ...entry, left, line };
    left += long + 3 * GAP;
    return place;
  });
}

function drawSwatch(
  ctx: CanvasRenderingContext2D,
  { look, bars }: Picture,
  series: number | undefined,
  middle: number,
) {
  const color = look.series[(series ?? 0) % look.series.length]!;
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.lineWidth = 2;
  ctx.beginPath();
  if (series === undefined) {
    ctx.setLineDash(bars ? [] : [2, 3]);
    ctx.rect(SWATCH - 11, middle - 5, 10, 10);
    if (bars) {
      ctx.moveTo(SWATCH - 11, middle + 5);
      ctx.lineTo(SWATCH - 1, middle - 5);
    }
    ctx.lineWidth = 1.5;
    ctx.stroke();
  } else if (bars) {
    ctx.globalAlpha = strengthOf(series) / 100;
    ctx.fillRect(SWATCH - 10, middle - 5, 10, 10);
  } else {
    ctx.setLineDash([...dashOf(series, look.dashed)]);
    ctx.moveTo(0, middle);
    ctx.lineTo(SWATCH, middle);
    ctx.stroke();
  }
}

/** The chart on its background, with its title and legend, which are not on the canvas. @throws when it is too large */
export function toPng(picture: Picture): Promise<Blob> {
  const { canvas, look, title, subtitle } = picture;
  const ratio = devicePixelRatio;
  const sheet = document.createElement('canvas');
  const ctx = sheet.getContext('2d')!;
  const entries = layOut(ctx, picture, canvas.width / ratio);
  const head = PADDING + 2 * LINE;
  const top = head + LINE * ((entries.at(-1)?.line ?? -1) + 1);
  sheet.width = canvas.width + 2 * PADDING * ratio;
  sheet.height = canvas.height + (top + PADDING) * ratio;
  ctx.fillStyle = look.surface;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(canvas, PADDING * ratio, top * ratio);
  ctx.scale(ratio, ratio);
  ctx.textBaseline = 'middle';

  const write = (text: string, x: number, y: number, font: string, color: string) => {
    ctx.font = `${font} ${look.font}`;
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  };
  write(title, PADDING, PADDING + LINE / 2, `600 ${TITLE}px`, look.text);
  write(subtitle, PADDING, PADDING + LINE * 1.5, `${SMALL}px`, look.muted);
  for (const { name, series, left, line } of entries) {
    const middle = head + LINE * (line + 0.5);
    ctx.save();
    ctx.translate(PADDING + left, 0);
    drawSwatch(ctx, picture, series, middle);
    ctx.restore();
    write(name, PADDING + left + SWATCH + GAP, middle, `${SMALL}px`, series === undefined ? look.muted : look.text);
  }
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('The picture is too large.'))));
  });
}
