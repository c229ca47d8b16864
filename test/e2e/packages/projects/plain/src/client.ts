import 'letz-widgets/letz-context.js';
import 'letz-widgets/letz-metric.js';
import 'letz-widgets/letz-query-table.js';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app.');

function add<Tag extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

const context = add(root, 'letz-context', { gateway: root.dataset.gateway ?? '', params: { days: 7 } });
const button30 = add(context, 'button', { textContent: '30 days' });
const remove = add(context, 'button', { textContent: 'Remove' });
const metric = add(context, 'letz-metric', { query: 'new-signups', higherIs: 'better' });
add(context, 'letz-query-table', { query: 'user-segments', className: 'segments' });
const loaded = add(context, 'output', { id: 'loaded' });
const selected = add(context, 'output', { id: 'selected' });

button30.addEventListener('click', () => {
  context.params = { days: 30 };
});
remove.addEventListener('click', () => metric.remove());
metric.addEventListener('letz-load', ({ result }) => {
  loaded.textContent = `${result.query} ${result.params.days}`;
});
context.addEventListener('letz-select', ({ column, value }) => {
  selected.textContent = `${column} ${value}`;
});
