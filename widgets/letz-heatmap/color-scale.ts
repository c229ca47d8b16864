/** Number of colours from zero to the highest value; the colour of zero comes on top. */
export const STEPS = 6;
/** Number of colours on each side of zero of a diverging scale. */
const SIDE_STEPS = 3;
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Colour scale in equal steps, from zero up or diverging from zero. */
export interface ColorScale {
  /** Difference between two colours. */
  step: number;
  /** True if there are negative values, which get colours of their own. */
  diverging: boolean;
}

/** Smallest round difference with which `steps` colours span a range. */
export function stepFor(span: number, steps: number, whole: boolean): number {
  if (!(span > 0)) return 1;
  const exact = span / steps;
  const power = 10 ** Math.floor(Math.log10(exact));
  const factor = ROUND.find((each) => each * power >= exact * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  return whole ? Math.ceil(step - 1e-9) : step;
}

/**
 * Colour scale of the values between two extremes.
 *
 * @param ceiling end that is not exceeded unless a value does, such as 100 for a share
 */
export function colorScale(
  lowest: number,
  highest: number,
  whole: boolean,
  ceiling = Number.POSITIVE_INFINITY,
): ColorScale {
  const diverging = lowest < 0;
  const steps = diverging ? SIDE_STEPS : STEPS;
  const span = Math.max(Math.abs(lowest), Math.abs(highest));
  const step = stepFor(span, steps, whole);
  return { step: span <= ceiling ? Math.min(step, ceiling / steps) : step, diverging };
}

/** Index of a value's colour: 0 for zero, up to `STEPS`, negative below zero. Diverging scales use every other colour. */
export function colorIndex(value: number, { step, diverging }: ColorScale): number {
  const stride = diverging ? STEPS / SIDE_STEPS : 1;
  const steps = Math.ceil((Math.abs(value) / step) * (1 - 1e-9)) * stride;
  const index = Math.min(STEPS, Math.max(0, steps));
  return value < 0 && index ? -index : index;
}

/** Colours of a scale in ascending order, each with the value at its far end. */
export function colorStops({ step, diverging }: ColorScale): { color: number; value: number }[] {
  const stride = diverging ? STEPS / SIDE_STEPS : 1;
  const side = Array.from({ length: STEPS / stride }, (_, index) => index + 1);
  const positive = side.map((index) => ({ color: index * stride, value: index * step }));
  const negative = side.toReversed().map((index) => ({ color: -index * stride, value: -index * step }));
  return [...(diverging ? negative : []), { color: 0, value: 0 }, ...positive];
}

/** CSS class of a colour: `color-0` to `color-6`, `negative-2` to `negative-6`. */
export const colorClass = (color: number): string => (color < 0 ? `negative-${-color}` : `color-${color}`);
