/** What stands around a figure. Apart, because a figure alone is worth showing before. */
export { renderChange } from './change.ts';
export { renderTrend } from './trend.ts';
