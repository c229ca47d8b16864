import { fill } from '../../core/format/translations.ts';
import { attributeError } from '../../core/visual/attribute-error.ts';
import type { ChartModel } from '../model.ts';
import { extentOf } from '../value-range.ts';
import type { Layer, ValueAxis } from './layer.ts';
import type { Texts } from './texts/en.ts';

const FACTORS = [1, 2, 5];
/** Ratio of the ends from which a range ends at a power of ten. */
const WIDE = 30;

/** Numbers 1, 2, 5, 10, 20 … from the last one below `min` to the first one above `max`. */
function steps(min: number, max: number): number[] {
  const first = Math.max(-324, Math.floor(Math.log10(min)) - 1);
  const last = Math.min(308, Math.floor(Math.log10(max)) + 1);
  const all: number[] = [];
  for (let power = first; power <= last; power++) {
    for (const factor of FACTORS) all.push(Number(`${factor}e${power}`));
  }
  const held = all.filter((step) => step > 0 && Number.isFinite(step));
  const from = Math.max(0, held.findIndex((step) => step >= min) - 1);
  const to = held.findIndex((step) => step > max);
  return held.slice(from, to < 0 ? held.length : to + 1);
}

/** Logarithmic axis, from a step below the lowest value to one above the highest. */
export const LOG_AXIS: ValueAxis = {
  range(min, max) {
    if (!(min > 0 && min <= max)) return [1, 10];
    const all = steps(min, max);
    // Over several powers of ten only these are ticks.
    const power = 10 ** Math.min(308, Math.floor(Math.log10(max)) + 1);
    return [Math.min(min, all[0]!), Math.max(max, max / min > WIDE ? power : all.at(-1)!)];
  },
  ticks(min, max, most) {
    const all = steps(min, max).filter((step) => step >= min * (1 - 1e-9) && step <= max * (1 + 1e-9));
    if (all.length <= most + 1) return all;
    const powers = all.filter((step) => Number.isInteger(Math.round(Math.log10(step) * 1e9) / 1e9));
    const every = Math.ceil(powers.length / (most + 1));
    // The last one is above the values.
    const last = powers.length - 1;
    return last > 0 ? powers.filter((_, index) => (last - index) % every === 0) : all.filter((_, i) => i % 2 === 0);
  },
};

/** Logarithmic value axis, which has no place for zero and negative values. @throws {GatewayError} without positive values */
export function logLayer({ points, drawn, view }: ChartModel, texts: Texts): Layer {
  const values = points.series.map((series) =>
    series.values.map((value) => (value !== null && value > 0 ? value : null)),
  );
  if (!extentOf(values)) {
    throw attributeError('letz-chart', 'scale', 'log', 'needs a value above 0. Remove scale.');
  }
  const left = drawn.reduce(
    (sum, series) => sum + points.series[series]!.values.filter((value) => value !== null && value <= 0).length,
    0,
  );
  const notes = left ? [texts.log, fill(texts.notPositive, view.formats.number(left))] : [texts.log];
  return { values, axis: LOG_AXIS, notes, sentence: notes };
}
