// Examples of the widgets' demo pages, in HTML; the code for frameworks is derived from it.

/**
 * @typedef {object} Example
 * @property {string} title
 * @property {string} html
 */

/** Examples by tag, in the order of the navigation. */
export const EXAMPLES = /** @type {Record<string, Example[]>} */ ({
  'letz-metric': [
    {
      title: 'Value, change and sparkline',
      html: `<letz-metric query="active-users" params='{"days": 30}' trend="daily-active-users"></letz-metric>`,
    },
    {
      title: 'Own label; a rise is good',
      html: `<letz-metric query="new-signups" label="New signups this week" higher-is="better"></letz-metric>`,
    },
    {
      title: 'Shortened value with a unit',
      html: `<letz-metric query="user-messages" params='{"days": 90}' compact unit="messages"></letz-metric>`,
    },
  ],
  'letz-chart': [
    { title: 'Lines over time', html: `<letz-chart query="daily-active-users" params='{"days": 60}'></letz-chart>` },
    { title: 'Area, with a goal', html: `<letz-chart query="signups-by-day" type="area" goal="10"></letz-chart>` },
    { title: 'Bars over categories', html: `<letz-chart query="activity-weekdays" type="bars"></letz-chart>` },
    {
      title: 'Beside the period before',
      html: `<letz-chart query="signups-by-day" params='{"days": 30}' type="line" compare="weekday"></letz-chart>`,
    },
    {
      title: 'Stacked',
      html: `<letz-chart query="message-types" type="bars" x="type" series="messages" stack="sum"></letz-chart>`,
    },
    {
      title: 'The largest values, with their shares',
      html: `<letz-chart query="events-by-type" type="bar-list" series="events"></letz-chart>`,
    },
    {
      title: 'A logarithmic axis',
      html: `<letz-chart query="events-by-type" type="bars" series="events" scale="log"></letz-chart>`,
    },
    { title: 'The table of the same numbers', html: `<letz-chart query="user-segments" as-table></letz-chart>` },
  ],
  'letz-heatmap': [
    {
      title: 'Weekday by hour',
      html: `<letz-heatmap query="message-heatmap" params='{"sender": "user", "tz": "America/Sao_Paulo"}'></letz-heatmap>`,
    },
    { title: 'Cohort by age', html: `<letz-heatmap query="retention" params='{"days": 30}'></letz-heatmap>` },
  ],
  'letz-funnel': [
    { title: 'Steps in order', html: `<letz-funnel query="journey-funnel" params='{"ordered": true}'></letz-funnel>` },
    { title: 'The table of the same numbers', html: `<letz-funnel query="journey-funnel" as-table></letz-funnel>` },
  ],
  'letz-conversation': [
    {
      title: 'Messages of one person',
      html: `<letz-conversation query="conversation" params='{"waid": "9998309979938"}'></letz-conversation>`,
    },
  ],
  'letz-query-table': [
    { title: 'Rows', html: `<letz-query-table query="activity-progress"></letz-query-table>` },
    {
      title: 'Dense, with totals',
      html: `<letz-query-table query="timezone-coverage" density="compact" totals></letz-query-table>`,
    },
    {
      title: 'A selected row sets a parameter of the context',
      html: `<letz-context>
  <letz-query-table query="message-types" sets="sender"></letz-query-table>
  <letz-heatmap query="message-heatmap"></letz-heatmap>
</letz-context>`,
    },
    {
      title: 'Cards on phones',
      html: `<letz-query-table query="activity-progress" narrow="cards"></letz-query-table>`,
    },
    {
      title: 'Rows in groups, with sums',
      html: `<letz-query-table query="message-types" group-by="sender" totals></letz-query-table>`,
    },
    {
      title: 'Fields of a row with the conversation, by Shift+Enter or the button of the row',
      html: `<letz-query-table query="user-directory" conversation="conversation"></letz-query-table>`,
    },
  ],
  'letz-params': [
    {
      title: 'Controls in the page’s address',
      html: `<letz-context>
  <letz-params query="onboarding-cohorts" sync-url></letz-params>
  <letz-chart query="onboarding-cohorts" type="bars"></letz-chart>
</letz-context>`,
    },
    {
      title: 'Date range',
      html: `<letz-context>
  <letz-params query="signups-by-day" range></letz-params>
  <letz-chart query="signups-by-day"></letz-chart>
</letz-context>`,
    },
  ],
  'letz-query-runner': [
    { title: 'Any named query', html: `<letz-query-runner query="events-by-type"></letz-query-runner>` },
  ],
  'letz-schema-browser': [{ title: 'Tables and columns', html: `<letz-schema-browser></letz-schema-browser>` }],
  'letz-context': [
    {
      title: 'Shared parameters',
      html: `<letz-context params='{"days": 30}'>
  <letz-metric query="new-signups"></letz-metric>
  <letz-metric query="active-users"></letz-metric>
</letz-context>`,
    },
  ],
});
