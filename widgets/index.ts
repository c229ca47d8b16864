export { LetzChart } from './letz-chart/letz-chart.ts';
export { LetzContext } from './letz-context/letz-context.ts';
export { LetzFunnel } from './letz-funnel/letz-funnel.ts';
export { LetzHeatmap } from './letz-heatmap/letz-heatmap.ts';
export { LetzMetric } from './letz-metric/letz-metric.ts';
export { LetzParams } from './letz-params/letz-params.ts';
export { LetzSchemaBrowser } from './letz-schema-browser/letz-schema-browser.ts';
