/** Entry of pages that show metrics only: the metric and the context, without the rest of the library. */
export { LetzContext } from './letz-context/letz-context.ts';
export { LetzMetric } from './letz-metric/letz-metric.ts';
