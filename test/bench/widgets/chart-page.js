/** Runs in the page, uncompiled. */

const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    });
  });

/**
 * True if the line is drawn from one end to the other.
 * @param {Element} box
 */
function inked(box) {
  const canvas = box.querySelector('canvas') ?? box.firstElementChild?.shadowRoot?.querySelector('canvas');
  const ctx = canvas?.getContext('2d');
  if (!canvas?.width || !ctx) return false;
  const width = Math.ceil(canvas.width / 8);
  return [0, canvas.width - width].every((left) =>
    ctx.getImageData(left, 0, width, canvas.height).data.some((byte, at) => at % 4 === 3 && byte > 0),
  );
}

/**
 * @param {{ contender: string, charts: number, points: number }} what
 * @returns {Promise<number>} milliseconds until all are on screen: of one chart since it was mounted, of many since the
 *   page began, as readers wait
 */
export async function measure({ contender, charts, points }) {
  const module = await import(`/${contender}.js`);
  // The view's module is loaded once per page.
  if (module.LetzChart) await new module.LetzChart().loadView();
  const small = charts > 1;
  const [width, height] = small ? [230, 90] : [1180, 600];
  // Random walk with a fixed seed.
  let value = 100;
  const x = Array.from({ length: points }, (_, index) => 1_700_000_000 + index);
  const y = x.map((_, index) => {
    value += Math.sin(index * 12.9898) / 2;
    return value;
  });
  const boxes = Array.from({ length: charts }, () => {
    const box = document.createElement('div');
    box.style.cssText = `float: left; width: ${width}px; height: ${height}px`;
    document.body.append(box);
    return box;
  });

  /** @param {HTMLElement} box */
  const mount = (box) => {
    if (contender === 'uplot') {
      const axes = small ? [{ show: false }, { show: false }] : undefined;
      const series = [{}, { stroke: '#2f62c9', width: 1 }];
      new module.default({ width, height, legend: { show: false }, axes, series }, [x, y], box);
      return;
    }
    const columns = ['x', 'y'].map((name) => ({ name, type: 'number', description: '' }));
    const head = { query: '', title: '', rowCount: points, truncated: false, params: {}, asOf: '' };
    const chart = Object.assign(document.createElement('letz-chart'), { result: { ...head, columns, values: [x, y] } });
    chart.style.cssText = `height: 100%; --letz-space: ${small ? 0 : 16}px`;
    box.append(chart);
  };

  await nextFrame();
  const began = performance.now();
  boxes.forEach(mount);
  let now = await nextFrame();
  while (!boxes.every(inked)) now = await nextFrame();
  return small ? now : now - began;
}
