/**
 * What a chart needs once there is one: uPlot, what draws with it, and what makes points of a result. One file to load
 * lazily, and nothing in it that the widgets' own bundle has, too: that would be split off both.
 */
export { moveCursor, panTo, zoomBy } from './cursor.ts';
export { Labels } from './labels.ts';
export { Plot } from './plot.ts';
export { defaultType, toPoints } from './series.ts';
export { summarize } from './summary.ts';
