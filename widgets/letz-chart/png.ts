import { truncationText } from '../core/visual/truncation.ts';
import type { CanvasTheme } from './canvas-theme.ts';
import type { ChartModel } from './model.ts';
import { dashOf, strengthOf } from './series-style.ts';

/** Texts beside a chart, which are not on its canvas. */
export interface Caption {
  title: string;
  /** Line below the title: notes and the time of the data. */
  subtitle: string;
  /** Names of the series, blank for hidden ones; empty if there is only one. */
  legend: readonly string[];
  bars: boolean;
  /** Text for partial points; blank if there are none. */
  partial: string;
  /** Notes with a dashed swatch. */
  dashed: readonly string[];
  /** Notes without a swatch. */
  notes: readonly string[];
}

/** Texts beside a chart. @param footer time of the data */
export function captionOf(model: ChartModel, footer: string): Caption {
  const { points, hidden, type, texts, view, labels } = model;
  const { series, partialFrom, x } = points;
  const truncation = truncationText(view.data, view.formats, texts);
  return {
    title: view.heading,
    subtitle: [truncation, footer].filter(Boolean).join(' · '),
    legend: series.length > 1 ? series.map(({ name }, index) => (hidden.has(name) ? '' : labels.series(index))) : [],
    bars: type === 'bars',
    partial: partialFrom < x.length ? texts.partial : '',
    dashed: model.dashedNotes,
    notes: model.notes,
  };
}

export interface Picture extends Caption {
  canvas: HTMLCanvasElement;
  theme: CanvasTheme;
}

const PADDING = 16;
const TITLE = 16;
const SMALL = 12;
const LINE = 22;
/** Width of a swatch, and the gap after it and after its name. */
const SWATCH = 22;
const GAP = 6;

interface Entry {
  name: string;
  /** Index of the series, or the kind of an entry without one. */
  series: number | 'partial' | 'dashed' | 'note';
  left: number;
  line: number;
}

/** Places the legend's entries on as many lines as they need. */
function layOut(
  ctx: CanvasRenderingContext2D,
  { legend, partial, dashed, notes, theme }: Picture,
  width: number,
): Entry[] {
  ctx.font = `${SMALL}px ${theme.font}`;
  const entries = legend.flatMap((name, series) => (name ? { name, series } : []));
  const all: Pick<Entry, 'name' | 'series'>[] = [
    ...entries,
    ...(partial ? [{ name: partial, series: 'partial' as const }] : []),
    ...dashed.map((name) => ({ name, series: 'dashed' as const })),
    ...notes.map((name) => ({ name, series: 'note' as const })),
  ];
  let left = 0;
  let line = 0;
  return all.map((entry) => {
    const swatch = entry.series === 'note' ? 0 : SWATCH + GAP;
    const long = swatch + ctx.measureText(entry.name).width;
    if (left && left + long > width) [left, line] = [0, line + 1];
    const place = { ...entry, left, line };
    left += long + 3 * GAP;
    return place;
  });
}

function drawSwatch(
  ctx: CanvasRenderingContext2D,
  { theme, bars }: Picture,
  series: number | 'partial' | 'dashed',
  middle: number,
) {
  const color = typeof series === 'number' ? theme.series[series % theme.series.length]! : theme.series[0]!;
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.lineWidth = 2;
  ctx.beginPath();
  if (series === 'dashed') {
    ctx.strokeStyle = theme.muted;
    ctx.lineWidth = 1;
    ctx.setLineDash([4, 3]);
    ctx.moveTo(0, middle);
    ctx.lineTo(SWATCH, middle);
    ctx.stroke();
  } else if (series === 'partial') {
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
    ctx.setLineDash([...dashOf(series, theme.dashed)]);
    ctx.moveTo(0, middle);
    ctx.lineTo(SWATCH, middle);
    ctx.stroke();
  }
}

/** PNG of a chart with its title and legend. @throws {RangeError} if it is too large */
export function toPng(picture: Picture): Promise<Blob> {
  const { canvas, theme, title, subtitle } = picture;
  const ratio = devicePixelRatio;
  const sheet = document.createElement('canvas');
  const ctx = sheet.getContext('2d')!;
  const entries = layOut(ctx, picture, canvas.width / ratio);
  const head = PADDING + 2 * LINE;
  const top = head + LINE * ((entries.at(-1)?.line ?? -1) + 1);
  sheet.width = canvas.width + 2 * PADDING * ratio;
  sheet.height = canvas.height + (top + PADDING) * ratio;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(canvas, PADDING * ratio, top * ratio);
  ctx.scale(ratio, ratio);
  ctx.textBaseline = 'middle';

  const write = (text: string, x: number, y: number, font: string, color: string) => {
    ctx.font = `${font} ${theme.font}`;
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  };
  write(title, PADDING, PADDING + LINE / 2, `600 ${TITLE}px`, theme.text);
  write(subtitle, PADDING, PADDING + LINE * 1.5, `${SMALL}px`, theme.muted);
  for (const { name, series, left, line } of entries) {
    const middle = head + LINE * (line + 0.5);
    const isNote = series === 'note';
    if (!isNote) {
      ctx.save();
      ctx.translate(PADDING + left, 0);
      drawSwatch(ctx, picture, series, middle);
      ctx.restore();
    }
    const color = typeof series === 'number' ? theme.text : theme.muted;
    write(name, PADDING + left + (isNote ? 0 : SWATCH + GAP), middle, `${SMALL}px`, color);
  }
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new RangeError('The picture is too large.'))));
  });
}
