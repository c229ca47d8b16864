import { COLORS } from './series.ts';

/** What a canvas needs to know of the theme: it can't read custom properties. */
export interface Look {
  /** A colour for each series, and the same to fill the area below a line. */
  series: string[];
  tints: string[];
  text: string;
  muted: string;
  grid: string;
  surface: string;
  /** Family names, as in CSS. */
  font: string;
}

/**
 * The present theme, by asking what each token computes to on an element that nobody sees: `light-dark()` and `color-mix()`
 * mean nothing to a canvas.
 */
export function readLook(probe: HTMLElement, seriesCount: number): Look {
  const computed = getComputedStyle(probe);
  const color = (value: string) => {
    probe.style.color = value;
    return computed.color;
  };
  const tokens = Array.from({ length: seriesCount }, (_, index) => `var(--_series-${(index % COLORS) + 1})`);
  const look = {
    series: tokens.map(color),
    tints: tokens.map((token) => color(`color-mix(in srgb, ${token} 14%, transparent)`)),
    text: color('var(--_text)'),
    muted: color('var(--_muted)'),
    grid: color('var(--_border)'),
    surface: color('var(--_surface)'),
    font: computed.fontFamily,
  };
  probe.style.color = '';
  return look;
}
