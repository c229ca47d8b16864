import './letz-metric/letz-metric.ts';
