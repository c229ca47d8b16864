/** Baselines: tables reduced to the necessary work. */

const ROW = 32;

/** @param {number} columns */
const row = (columns) => `<tr style="height: ${ROW}px">${'<td>&nbsp;</td>'.repeat(columns)}</tr>`;

const LOOK = '<style>.bare td { overflow: hidden; padding: 0; white-space: nowrap }</style>';

/** Virtual rows: only the visible rows are drawn. */
export function bare(box, data) {
  const [ids, names, amounts] = data;
  const seen = Math.ceil(box.clientHeight / ROW) + 4;
  box.style.overflow = 'auto';
  box.innerHTML = `${LOOK}<div style="contain: strict"><table class="bare" style="table-layout: fixed; width: 100%">${row(data.length).repeat(seen)}</table></div>`;
  const space = box.lastElementChild;
  const table = space.firstElementChild;
  const rows = [...table.rows];
  let order = ids.map((_, at) => at);
  const paint = () => {
    const first = Math.max(0, Math.min(Math.floor(box.scrollTop / ROW) - 2, order.length - seen));
    table.style.transform = `translateY(${first * ROW}px)`;
    rows.forEach((element, at) => {
      const source = order[first + at];
      element.hidden = source === undefined;
      if (source === undefined) return;
      data.forEach((values, column) => {
        element.cells[column].firstChild.data = String(values[source] ?? '');
      });
    });
  };
  const show = (wanted) => {
    order = wanted;
    space.style.height = `${order.length * ROW}px`;
    box.scrollTop = 0;
    paint();
  };
  box.addEventListener('scroll', paint, { passive: true });
  show(order);
  return {
    rows: () => rows.filter(({ hidden }) => !hidden),
    sort: () => show(order.toSorted((a, b) => amounts[a] - amounts[b])),
    filter: (text) => show(order.filter((at) => names[at].includes(text))),
  };
}

/** All rows as HTML, without a library. */
export function plain(box, data) {
  const rows = data[0].map((_, at) => `<tr>${data.map((values) => `<td>${values[at] ?? ''}</td>`).join('')}</tr>`);
  box.style.overflow = 'auto';
  box.innerHTML = `<table class="bare">${rows.join('')}</table>`;
  return { rows: () => box.querySelectorAll('tr') };
}
