/**
 * Script of the gateway's embed pages: lays the widgets out, posts the page's natural height to the page around the frame
 * as `{ type: 'letz-height', height }`, and takes a token from it as `{ type: 'letz-token', token }`.
 */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  body { margin: 0 }

  /* One widget fills the frame. */
  .fill letz-context:not(:has(> :nth-child(2))) > * {
    box-sizing: border-box;
    block-size: 100dvh;
    --letz-query-table-height: none;

    /* Those that cannot shrink scroll with the frame. */
    &:is(letz-metric, letz-params, letz-query-runner, letz-schema-browser) {
      block-size: auto;
      &::part(base) { min-block-size: 100dvh }
    }

    /* A low frame has room for the data only. */
    @media (height < 200px) {
      &:is(letz-chart, letz-heatmap, letz-query-table)::part(footer),
      &:is(letz-chart, letz-heatmap)::part(legend) { display: none }
    }
  }

  /* Several share it: metrics side by side, all others as wide as the frame. */
  letz-context:has(> :nth-child(2)) {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: 12px;
    & > :not(letz-metric) { grid-column: 1 / -1 }
  }
`);
document.adoptedStyleSheets.push(sheet);

const { body, documentElement: root } = document;
root.classList.add('fill');

let posted = 0;
let scheduled = false;

/** Posts the height that the page has where nothing fills the frame. Both layouts happen before the next paint. */
function postHeight(): void {
  scheduled = false;
  root.classList.remove('fill');
  const height = Math.ceil(body.getBoundingClientRect().height);
  root.classList.add('fill');
  if (height === posted) return;
  posted = height;
  // To any origin: only allowed ones can frame the page, and a height is no secret.
  window.parent.postMessage({ type: 'letz-height', height }, '*');
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(postHeight);
}

// A widget that fills the frame keeps its size when its content changes: its parts do not.
const observer = new ResizeObserver(schedule);

function observe(): void {
  for (const widget of document.querySelectorAll('letz-context > *')) {
    observer.observe(widget);
    const base = widget.shadowRoot?.querySelector('[part~="base"]');
    for (const part of base?.querySelectorAll(':scope > *, :scope > * > *') ?? []) observer.observe(part);
  }
  schedule();
}

for (const type of ['letz-load', 'letz-error', 'letz-params-change']) {
  // The widget has rendered by the next frame.
  body.addEventListener(type, () => requestAnimationFrame(observe));
}
const attributes = new MutationObserver(() => requestAnimationFrame(observe));
attributes.observe(body, { attributes: true, childList: true, subtree: true });
observe();

/** True for an origin that may frame this page, as in `ALLOWED_ORIGINS`; `*` stands for any labels, as in `frame-ancestors`. */
function isParentOrigin(origin: string): boolean {
  if (origin === location.origin) return true;
  const meta = document.querySelector<HTMLMetaElement>('meta[name="letz-parent-origins"]');
  return (meta?.content ?? '').split(' ').some((allowed) => {
    const [start = '', end] = allowed.split('*');
    return end === undefined ? allowed === origin : origin.startsWith(start) && origin.endsWith(end);
  });
}

window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
  if (source !== window.parent || !isParentOrigin(origin)) return;
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'letz-token') return;
  if (!('token' in data) || typeof data.token !== 'string') return;
  const context = document.querySelector('letz-context');
  if (context) context.token = data.token;
});
