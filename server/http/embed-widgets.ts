/** A widget as an embed page takes it. */
export interface EmbedWidget {
  /** Its own attributes, besides those that all have. */
  attributes: readonly string[];
  /** About how high it is, for those who must know before it is there. */
  height: number;
}

/** Attributes of all widgets, as far as an address may set them: never the gateway, never a token. */
export const SHARED_ATTRIBUTES = ['query', 'label', 'refresh', 'locale', 'tz', 'theme'];

/** The widgets that show data. */
export const EMBED_WIDGETS: ReadonlyMap<string, EmbedWidget> = new Map([
  ['letz-metric', { attributes: ['column', 'trend', 'unit', 'compact', 'higher-is'], height: 200 }],
  ['letz-chart', { attributes: ['type', 'x', 'series', 'as-table'], height: 400 }],
  ['letz-heatmap', { attributes: ['as-table'], height: 400 }],
  ['letz-funnel', { attributes: ['as-table'], height: 400 }],
  ['letz-query-table', { attributes: ['all-rows'], height: 500 }],
  ['letz-query-runner', { attributes: [], height: 600 }],
  ['letz-schema-browser', { attributes: [], height: 600 }],
]);
