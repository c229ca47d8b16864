export { LetzChart } from './letz-chart/letz-chart.ts';
export { LetzContext } from './letz-context/letz-context.ts';
export { LetzMetric } from './letz-metric/letz-metric.ts';
export { LetzSchemaBrowser } from './letz-schema-browser/letz-schema-browser.ts';
