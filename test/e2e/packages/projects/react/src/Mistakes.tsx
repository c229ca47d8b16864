import 'letz-widgets/jsx';

export const unknownAttribute = <letz-metric qeury="new-signups" />;
export const wrongType = <letz-chart refresh="soon" />;
export const unknownEventMember = <letz-metric onletz-load={({ row }) => row} />;
export const unknownTag = <letz-metrics query="new-signups" />;
