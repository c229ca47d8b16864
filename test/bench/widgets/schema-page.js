/** Runs in the page, uncompiled. */

/** Texts of a search field while words are typed and deleted. */
const TYPED = [
  'a',
  'at',
  'att',
  'attr',
  'attribute',
  'attribute_1',
  'attr',
  'at',
  '',
  'i',
  'it',
  'item',
  'item_77',
  '',
];
/** Number of tables opened and closed. */
const TIMES = 10;

const list = () => {
  const box = document.createElement('ul');
  box.style.cssText = 'height: 420px; overflow: auto';
  document.body.append(box);
  return box;
};

/** @param {{ name: string, description: string | null, type?: string, estimatedRows?: number | null }} of */
const item = ({ name, description, type, estimatedRows }) => {
  const row = document.createElement('li');
  for (const text of [name, description ?? '', String(type ?? estimatedRows ?? '')]) {
    row.appendChild(document.createElement('span')).textContent = text;
  }
  return row;
};

/** Each step without a widget: the floor. */
const bare = {
  open(tables) {
    const box = list();
    const began = performance.now();
    box.append(...tables.map(item));
    box.getBoundingClientRect();
    return performance.now() - began;
  },
  search(tables) {
    const box = list();
    const texts = tables.map((table) => ({
      table,
      own: `${table.name} ${table.description ?? ''}`.toLowerCase(),
      columns: table.columns.map((column) => ({
        column,
        own: `${column.name} ${column.type} ${column.description ?? ''}`.toLowerCase(),
      })),
    }));
    const began = performance.now();
    for (const text of TYPED) {
      const found = [];
      for (const { table, own, columns } of texts) {
        const hits = columns.filter((column) => column.own.includes(text));
        if (hits.length || own.includes(text)) found.push(table, ...hits.map(({ column }) => column));
      }
      box.replaceChildren(...found.slice(0, 40).map(item));
      box.getBoundingClientRect();
    }
    return performance.now() - began;
  },
  expand(tables) {
    const box = list();
    box.append(...tables.map(item));
    box.getBoundingClientRect();
    const began = performance.now();
    for (let time = 0; time < TIMES; time++) {
      const rows = tables[time].columns.map(item);
      box.children[time].after(...rows);
      box.getBoundingClientRect();
      for (const row of rows) row.remove();
      box.getBoundingClientRect();
    }
    return performance.now() - began;
  },
};

/** A schema browser that shows these tables. */
async function browser(tables) {
  const element = document.createElement('letz-schema-browser');
  element.result = { tables };
  document.body.append(element);
  while (!element.shadowRoot?.querySelector('[role="treeitem"]')) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
  element.getBoundingClientRect();
  return element;
}

const widget = {
  async open(tables) {
    // Loads the code, which a page has before the schema arrives.
    const first = await browser(tables.slice(0, 2));
    first.remove();
    const began = performance.now();
    await browser(tables);
    return performance.now() - began;
  },
  async search(tables) {
    const element = await browser(tables);
    const input = element.shadowRoot.querySelector('input');
    const began = performance.now();
    for (const text of TYPED) {
      input.value = text;
      input.dispatchEvent(new InputEvent('input'));
      await element.updateComplete;
      element.getBoundingClientRect();
    }
    return performance.now() - began;
  },
  async expand(tables) {
    const element = await browser(tables);
    const tree = element.shadowRoot.querySelector('[role="tree"]');
    const press = async (key) => {
      tree.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await element.updateComplete;
      element.getBoundingClientRect();
    };
    const began = performance.now();
    for (let time = 0; time < TIMES; time++) {
      await press('ArrowRight');
      await press('ArrowLeft');
    }
    return performance.now() - began;
  },
};

/**
 * @param {{ contender: 'letz-schema-browser' | 'bare', step: 'open' | 'search' | 'expand' }} what
 * @returns {Promise<number>} milliseconds of the step on 1,500 tables of 20 columns, its layout included
 */
export async function measure({ contender, step }) {
  const { generatedSchema } = await import('/schema.js');
  const { tables } = generatedSchema();
  if (contender === 'bare') return bare[step](tables);
  await import('/letz-schema-browser.js');
  return widget[step](tables);
}
