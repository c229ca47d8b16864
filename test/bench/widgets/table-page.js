/** Runs in the page, uncompiled. */

import { bare, plain } from './table-floor.js';

const TYPES = { id: 'integer', name: 'text', amount: 'number', category: 'text', active: 'boolean', note: 'text' };
const COLUMNS = Object.entries(TYPES).map(([name, type]) => ({ name, type, description: '' }));

/** Pseudo-random numbers from 0 to 1 with a fixed seed (mulberry32). */
function randoms() {
  let state = 42;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Values by column. */
function makeData(rows) {
  const random = randoms();
  const word = (length) =>
    String.fromCharCode(...Array.from({ length }, () => 'a'.charCodeAt(0) + Math.floor(random() * 26)));
  const ids = Array.from({ length: rows }, (_, index) => index + 1);
  return [
    ids,
    ids.map(() => word(20)),
    ids.map(() => Math.round((random() * 2e6 - 1e6) * 1e5) / 1e5),
    ids.map(() => `category ${Math.floor(random() * 12)}`),
    ids.map(() => random() < 0.5),
    ids.map(() => (random() < 0.3 ? null : word(10))),
  ];
}

/** NDJSON stream of `rows` objects, produced as fast as it is read. */
function makeResponse(rows) {
  const data = makeData(100);
  const lines = data[0].map((_, row) =>
    JSON.stringify(Object.fromEntries(COLUMNS.map(({ name }, column) => [name, data[column][row]]))),
  );
  const portion = new TextEncoder().encode(`${lines.join('\n')}\n`);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(portion);
      sent += lines.length;
      if (sent >= rows) controller.close();
    },
  });
  return new Response(body);
}

/** Resolves after the next paint. */
const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    });
  });

const head = { query: '', title: '', truncated: false, params: {}, asOf: '' };

/** The widget, with the interface of `bare` and `plain`. */
function letz(box, data) {
  const table = document.createElement('letz-query-table');
  table.locale = 'en';
  table.style.cssText = 'height: 100%; --letz-space: 0px; --letz-query-table-height: none';
  if (data instanceof Response) table.read(data);
  else table.result = { ...head, columns: COLUMNS, values: data, rowCount: data[0].length };
  box.append(table);
  return {
    rows: () => table.shadowRoot?.querySelectorAll('.space tr:not([hidden])') ?? [],
    sort: () => table.sortBy({ column: 'amount' }),
    filter: (text) => table.filterBy('name', text),
  };
}

/** Draws that many tables; resolves when all show their first row. */
async function draw(make, data, tables) {
  const [width, height] = tables > 1 ? ['390px', '200px'] : ['1180px', '600px'];
  const boxes = Array.from({ length: tables }, () => {
    const box = document.createElement('div');
    box.style.cssText = `float: left; width: ${width}; height: ${height}`;
    document.body.append(box);
    return box;
  });
  await painted();
  const began = performance.now();
  const made = boxes.map((box) => make(box, data));
  const time = await shown(made, 1);
  return { made, time: time - began };
}

/** Number in a row's first cell, without thousands separators. */
const idOf = (row) => Number(row?.cells[0].textContent.replace(/\D/g, ''));

/** Resolves when the first row of all tables has this id. */
async function shown(made, id) {
  for (;;) {
    const now = await painted();
    if (made.every((table) => idOf(table.rows()[0]) === id)) return now;
  }
}

/**
 * @param {{ contender: 'letz' | 'bare' | 'plain', step: 'draw' | 'stream' | 'sort' | 'filter', rows: number, tables?: number }} what
 * @returns {Promise<number>} milliseconds until it is on the screen
 */
export async function measure({ contender, step, rows, tables = 1 }) {
  if (contender === 'letz') {
    const { LetzQueryTable } = await import('/letz-query-table.js');
    await LetzQueryTable.preload();
  }
  const make = { letz, bare, plain }[contender];
  const data = step === 'stream' ? makeResponse(rows) : makeData(rows);
  const { made, time } = await draw(make, data, tables);
  const [table] = made;
  if (step === 'draw' || step === 'stream') return time;
  const [ids, names, amounts] = data;
  // User input after the table is complete.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await painted();
  const began = performance.now();
  if (step === 'sort') {
    const least = amounts.indexOf(amounts.reduce((low, amount) => Math.min(low, amount)));
    table.sort();
    return (await shown(made, ids[least])) - began;
  }
  const first = names.findIndex((name) => name.includes('qz'));
  table.filter('qz');
  return (await shown(made, ids[first])) - began;
}
