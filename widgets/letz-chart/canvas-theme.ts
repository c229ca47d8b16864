/** Colours and font for a canvas, which can't read custom properties. */
export interface CanvasTheme {
  /** Colours of the series; further series repeat them. */
  series: string[];
  /** True if the page reads from right to left. */
  rtl: boolean;
  text: string;
  muted: string;
  grid: string;
  surface: string;
  /** CSS font family. */
  font: string;
  /** True if lines need dashes because system colours (forced colours) are few and may be equal. */
  dashed: boolean;
}

const forcedColors = matchMedia('(forced-colors: active)');

/**
 * Reads the current theme from the computed style of a hidden probe element, which resolves `light-dark()` and custom
 * properties. Its style sheet assigns each colour to a different CSS property, so that one style computation is enough.
 */
export function readCanvasTheme(probe: HTMLElement): CanvasTheme {
  const style = getComputedStyle(probe);
  return {
    series: [style.fill, style.stroke, style.stopColor, style.floodColor, style.lightingColor, style.caretColor],
    rtl: style.direction === 'rtl',
    text: style.color,
    muted: style.outlineColor,
    grid: style.borderTopColor,
    surface: style.backgroundColor,
    font: style.fontFamily,
    dashed: forcedColors.matches,
  };
}
