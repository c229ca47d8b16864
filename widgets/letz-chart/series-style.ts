/** Number of palette colours. Further series repeat them with other dashes, or as paler bars. */
const COLORS = 6;

/** Dash patterns in CSS pixels; the first is solid. */
const DASHES = [[], [8, 4], [2, 3], [12, 4, 2, 4], [4, 6], [16, 4]];

const cycle = (series: number): number => Math.floor(series / COLORS);

/** Index of a series' colour in the palette. */
export const colorOf = (series: number): number => series % COLORS;

/** Dash pattern of a series' line. @param always use dashes even within the first cycle of colours */
export const dashOf = (series: number, always: boolean): readonly number[] =>
  DASHES[(cycle(series) + (always ? series : 0)) % DASHES.length]!;

/** Percentage of a series' colour in the fill of its bars. */
export const strengthOf = (series: number): number => 100 / (cycle(series) + 1);

/** CSS gradient of a dash pattern. */
function dashGradient(dashes: readonly number[]): string {
  const end = (index: number) => dashes.slice(0, index + 1).reduce((sum, length) => sum + length);
  const stops = dashes.map((_, index) => `${index % 2 ? '#0000' : 'var(--color)'} 0 ${end(index)}px`);
  return stops.length ? `repeating-linear-gradient(90deg,${stops})` : 'var(--color)';
}

/** Style of a legend swatch: fill for bars, line, and line in forced colours. */
export const swatchStyle = (series: number): string =>
  `--bar: color-mix(in srgb, var(--color) ${strengthOf(series)}%, var(--_surface)); --line: ${dashGradient(dashOf(series, false))}; --dashes: ${dashGradient(dashOf(series, true))}`;
