/** The query runner's entry in the package: defines the elements that set parameters and show results, too. */
import './letz-chart/letz-chart.ts';
import './letz-context/letz-context.ts';
import './letz-funnel/letz-funnel.ts';
import './letz-heatmap/letz-heatmap.ts';
import './letz-metric/letz-metric.ts';
import './letz-params/letz-params.ts';
import './letz-query-table/letz-query-table.ts';

export { LetzQueryRunner } from './letz-query-runner/letz-query-runner.ts';
