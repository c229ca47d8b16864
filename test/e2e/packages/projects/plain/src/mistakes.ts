import { LetzMetric } from 'letz-widgets/class/letz-metric.js';

const metric = new LetzMetric();
metric.qeury = 'new-signups';
metric.refresh = 'soon';
metric.addEventListener('letz-load', ({ row }) => row);
document.createElement('letz-metrics').query = 'new-signups';
