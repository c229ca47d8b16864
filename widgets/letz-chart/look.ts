/** What a canvas needs to know of the theme: it can't read custom properties. */
export interface Look {
  /** Colours of series: further ones begin again. */
  series: string[];
  /** The page reads from right to left. */
  rtl: boolean;
  text: string;
  muted: string;
  grid: string;
  surface: string;
  /** Family names, as in CSS. */
  font: string;
  /** Colours are the system's, few and perhaps alike: lines need dashes. */
  dashed: boolean;
}

const forced = matchMedia('(forced-colors: active)');

/**
 * The present theme, as an element that nobody sees computes it: `light-dark()` means nothing to a canvas. Its style sheet
 * gives each of its colours to another property, so that all are read at once: fifty charts on a page would notice more.
 */
export function readLook(probe: HTMLElement): Look {
  const style = getComputedStyle(probe);
  return {
    series: [style.fill, style.stroke, style.stopColor, style.floodColor, style.lightingColor, style.caretColor],
    rtl: style.direction === 'rtl',
    text: style.color,
    muted: style.outlineColor,
    grid: style.borderTopColor,
    surface: style.backgroundColor,
    font: style.fontFamily,
    dashed: forced.matches,
  };
}
