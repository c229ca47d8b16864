/**
 * What a chart needs once there is one: uPlot and what draws with it, and what makes points, words and tables of a result.
 * Loaded by the first, so that a page without pays for none of it.
 */
export { moveCursor, panTo, zoomBy } from './cursor.ts';
export { Labels } from './labels.ts';
export { renderLegend, renderTooltip } from './parts.ts';
export { Plot } from './plot.ts';
export { defaultType, toPoints } from './series.ts';
export { summarize } from './summary.ts';
export { renderTwin } from './twin.ts';
