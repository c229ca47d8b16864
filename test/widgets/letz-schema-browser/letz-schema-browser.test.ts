import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { Schema } from '../../../server/contract/schema.ts';
import '../../../widgets/letz-context/letz-context.ts';
import '../../../widgets/letz-schema-browser/letz-schema-browser.ts';
import type { LetzSchemaBrowser } from '../../../widgets/letz-schema-browser/letz-schema-browser.ts';
import { heights, mounted, origin, until } from '../support.ts';
import { column, foreignKey, generatedSchema, plainColumn, table } from './generated-schema.ts';

const root = (element: Element) => element.shadowRoot!;
const tree = (element: Element) => root(element).querySelector<HTMLElement>('[role="tree"]')!;
const search = (element: Element) => root(element).querySelector<HTMLInputElement>('[part="search"] input')!;
const details = (element: Element) => root(element).querySelector('[part="details"]')!;
const rows = (element: Element) => [...root(element).querySelectorAll<HTMLElement>('[role="treeitem"]')];
const names = (element: Element) => rows(element).map((row) => row.querySelector('.name')!.textContent);
const active = (element: Element) =>
  root(element).getElementById(tree(element).getAttribute('aria-activedescendant')!)!;
const activeName = (element: Element) => active(element).querySelector('.name')!.textContent;

const shop: Schema = {
  tables: [
    table('people', {
      description: 'Who buys',
      estimatedRows: 1200,
      columns: [
        plainColumn,
        column('email', { type: 'character varying(80)', nullable: true, pii: true, description: 'How to reach them' }),
      ],
      indexes: [{ name: 'people_pkey', columns: ['id'], unique: true }],
    }),
    table('orders', {
      columns: [plainColumn, column('person_id'), column('total', { type: 'numeric', default: '0' })],
      foreignKeys: [foreignKey('person_id', 'people')],
    }),
  ],
};

/** A schema with every member of the wire types. */
const detailed: Schema = {
  tables: [
    table('customers'),
    table('invoices', {
      kind: 'partitioned table',
      partitionKey: 'RANGE (issued_at)',
      partitions: [
        { schema: 'public', name: 'invoices_2026', bounds: "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')" },
      ],
      inherits: [{ schema: 'public', table: 'documents' }],
      columns: [
        column('id', { identity: 'by default' }),
        column('gross', { type: 'numeric', generated: '(total * 1.19)' }),
        column('state', { type: 'invoice_state', enumValues: ['draft', 'sent', 'paid'] }),
        column('email', {
          type: 'mail_address',
          nullable: true,
          domain: { type: 'text', notNull: true, checks: ["CHECK (VALUE ~ '@')"] },
        }),
        column('place', {
          type: 'geo_point',
          fields: [
            { name: 'lat', type: 'numeric' },
            { name: 'lon', type: 'numeric' },
          ],
        }),
      ],
      foreignKeys: [{ ...foreignKey('id', 'customers'), onDelete: 'CASCADE', deferrable: 'deferred' }],
      indexes: [
        {
          name: 'by_mail',
          columns: ['lower(email)'],
          unique: true,
          method: 'btree',
          order: ['DESC NULLS LAST'],
          include: ['id'],
          predicate: 'deleted_at IS NULL',
        },
        { name: 'broken', columns: ['tags'], unique: false, method: 'gin', valid: false },
      ],
      constraints: [
        {
          name: 'total_positive',
          type: 'check',
          definition: 'CHECK ((total > 0))',
          description: 'Refunds are rows of their own',
        },
      ],
      rowSecurity: {
        forced: true,
        policies: [
          {
            name: 'own_rows',
            command: 'SELECT',
            permissive: false,
            roles: ['reader'],
            using: '(owner = CURRENT_USER)',
            check: null,
          },
        ],
      },
      triggers: [{ name: 'audit', definition: 'CREATE TRIGGER audit AFTER UPDATE', enabled: false }],
    }),
    table('open_invoices', { kind: 'view', primaryKey: [], definition: ' SELECT invoices.id\n   FROM invoices;' }),
  ],
};

/** Names of PostgreSQL's maximum length, without a place to break. */
const long = (name: string) => name.padEnd(63, '_and_so_on');
const longNames: Schema = {
  tables: [
    table(long('a_table'), {
      columns: [column(long('id')), column(long('parent'), { type: `numeric(1000,500)` })],
      primaryKey: [long('id')],
      foreignKeys: [
        { columns: [long('parent')], references: { schema: 'public', table: long('b_table'), columns: [long('id')] } },
      ],
      indexes: [{ name: long('by_parent'), columns: [long('parent')], unique: true, method: 'btree' }],
      constraints: [{ name: long('check'), type: 'check', definition: `CHECK (${long('parent')} > 0)` }],
    }),
    table(long('b_table'), { columns: [column(long('id'))] }),
  ],
};

/** An element that shows a schema without a gateway. */
async function showing(schema: Schema): Promise<LetzSchemaBrowser> {
  const element = document.createElement('letz-schema-browser');
  element.locale = 'en';
  element.result = schema;
  await fixture(html`${element}`);
  await until(() => root(element).querySelector('[part="search"]') ?? root(element).querySelector('[part="empty"]'));
  return element;
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

describe('letz-schema-browser', () => {
  before(() => setViewport({ width: 1000, height: 800 }));

  it('has the same height while it loads', async () => {
    const measure = () =>
      heights(html`<letz-schema-browser gateway=${origin}></letz-schema-browser>`, (element) =>
        root(element).querySelector('[part="tree"]'),
      );
    const { loading, shown } = await measure();
    expect(loading).to.equal(shown);
    const low = html`<letz-schema-browser gateway=${origin} style="height: 200px"></letz-schema-browser>`;
    await heights(low, (element) => {
      const pane = root(element).querySelector('[part="tree"]');
      return pane && pane.getBoundingClientRect().bottom <= element.getBoundingClientRect().bottom;
    });
    await setViewport({ width: 360, height: 800 });
    const narrow = await measure();
    expect(narrow.loading).to.equal(narrow.shown);
    await setViewport({ width: 1000, height: 800 });
  });

  it('shows tables and columns of the database', async () => {
    const element = await mounted<LetzSchemaBrowser>(
      html`<letz-schema-browser gateway=${origin} locale="en"></letz-schema-browser>`,
    );
    expect(names(element)).to.eql(['events', 'messages', 'milestones', 'user_activities', 'user_milestones', 'users']);
    expect(root(element).querySelector('[part="label"]')!.textContent).to.equal('6 tables');
    rows(element).at(-1)!.click();
    await until(() => names(element).includes('waid'));
    const waid = rows(element).find((row) => row.querySelector('.name')!.textContent === 'waid')!;
    expect(waid.textContent).to.match(/personal/i);
    expect(waid.textContent).to.contain('text?');
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'dark' });
    await expect(element).to.be.accessible();
    await emulateMedia({ colorScheme: 'light' });
  });

  it('follows the ARIA tree pattern', async () => {
    const element = await showing(shop);
    tree(element).focus();
    expect(activeName(element)).to.equal('orders');
    await press('ArrowRight');
    expect(active(element).ariaExpanded).to.equal('true');
    await press('ArrowRight', 'ArrowDown');
    expect(activeName(element)).to.equal('person_id');
    expect(active(element).ariaLevel).to.equal('2');
    expect([active(element).ariaPosInSet, active(element).ariaSetSize]).to.eql(['2', '3']);
    await press('ArrowLeft', 'ArrowLeft');
    expect([activeName(element), active(element).ariaExpanded]).to.eql(['orders', 'false']);
    await press('End');
    expect(activeName(element)).to.equal('people');
    await press('Home');
    expect(activeName(element)).to.equal('orders');
    await sendKeys({ type: 'p' });
    expect(activeName(element)).to.equal('people');
    await expect(element).to.be.accessible();
  });

  it('mirrors the arrow keys in right-to-left text', async () => {
    const element = await showing(shop);
    element.dir = 'rtl';
    tree(element).focus();
    await press('ArrowLeft');
    expect(active(element).ariaExpanded).to.equal('true');
    await press('ArrowRight');
    expect(active(element).ariaExpanded).to.equal('false');
  });

  it('follows a foreign key and returns', async () => {
    const element = await showing(shop);
    tree(element).focus();
    await press('ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(activeName(element)).to.equal('id');
    expect(details(element).querySelector('h3')!.textContent).to.equal('people.id');
    const back = details(element).querySelector<HTMLElement>('.back')!;
    expect(back.textContent).to.contain('Back to orders.person_id');
    back.click();
    await until(() => activeName(element) === 'person_id');
    await until(() => root(element).activeElement === tree(element));
  });

  it('shows a column’s type, nullability, description and personal data', async () => {
    const element = await showing(shop);
    search(element).focus();
    await sendKeys({ type: 'email' });
    await press('ArrowDown', 'ArrowDown');
    await until(() => details(element).querySelector('h3')!.textContent === 'people.email');
    for (const fact of ['character varying(80)', 'nullable', 'Personal data', 'How to reach them']) {
      expect(details(element).textContent).to.contain(fact);
    }
    expect(active(element).textContent).to.contain('varchar(80)?');
  });

  it('searches tables, columns, types and descriptions, and highlights matches', async () => {
    const element = await showing(shop);
    const find = async (text: string) => {
      search(element).focus();
      search(element).select();
      await sendKeys({ type: text });
    };
    for (const [text, found] of [
      ['people', ['people', 'orders', 'person_id']],
      ['TOTAL', ['orders', 'total']],
      ['numeric', ['orders', 'total']],
      ['reach', ['people', 'email']],
    ] as const) {
      await find(text);
      await until(() => names(element).join() === found.join());
    }
    expect(root(element).querySelector('mark')!.textContent).to.equal('reach');
    expect(root(element).querySelector('[role="status"]')!.textContent).to.equal('1 of 2 tables');
    await find('nothing like it');
    await until(() => root(element).querySelector('.nothing'));
    await expect(element).to.be.accessible();
  });

  it('draws a diagram of a table and its neighbours, with links', async () => {
    const element = await showing(shop);
    rows(element)[1]!.click();
    const diagram = await until(() => details(element).querySelector('svg'));
    expect(diagram.ariaLabel).to.equal('people. Referenced by: orders');
    diagram.querySelector('g.go')!.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await until(() => details(element).querySelector('h3')!.textContent === 'orders');
    await expect(element).to.be.accessible();
    const box = await until(() => details(element).querySelector<SVGRectElement>('svg [role="button"]'));
    expect(box.ariaLabel).to.equal('people: person_id');
    box.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => details(element).querySelector('h3')!.textContent === 'people');
  });

  it('names the first neighbours in the diagram’s label and counts the others', async () => {
    const element = await showing(generatedSchema(100));
    rows(element)[0]!.click();
    const diagram = await until(() => details(element).querySelector('svg'));
    expect(diagram.ariaLabel).to.match(/Referenced by: (\w+, ){4}\w+ and \d+ more$/);
  });

  it('exposes each fact once to screen readers', async () => {
    const element = await showing(shop);
    rows(element)[1]!.click();
    await until(() => rows(element).length > 2);
    const exposed = rows(element).map((row) => {
      const copy = row.cloneNode(true) as Element;
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
      return copy.textContent!.replace(/\s+/g, ' ').trim();
    });
    expect(exposed[1]).to.equal('people Who buys about 1.2K rows');
    expect(exposed[3]).to.equal('email How to reach them varchar(80)? nullable, Personal data');
  });

  it('prints the names of related tables', async () => {
    const element = await showing(shop);
    const link = details(element).querySelector<HTMLElement>('li .link')!;
    await emulateMedia({ media: 'print' });
    expect(link.offsetWidth).to.be.greaterThan(0);
    expect(search(element).offsetWidth).to.equal(0);
    await emulateMedia({ media: 'screen' });
    expect(search(element).offsetWidth).to.be.greaterThan(0);
  });

  it('shows the first of many relations, and all on request', async () => {
    const element = await showing(generatedSchema(100));
    rows(element)[0]!.click();
    const links = () => [...details(element).querySelectorAll<HTMLElement>('li')];
    const more = await until(() => links().find((each) => /Show all \d+/.test(each.textContent!)));
    expect(links().length).to.be.below(60);
    more.querySelector('button')!.click();
    await until(() => links().length > 90);
  });

  it('shows what psql shows of a table', async () => {
    const element = await showing(detailed);
    rows(element)
      .find((row) => row.textContent!.includes('invoices'))!
      .click();
    await until(() => details(element).querySelector('h3')!.textContent === 'invoices');
    const shown = details(element).textContent!.replace(/\s+/g, ' ');
    for (const fact of [
      'partitioned table',
      'Partitioned by RANGE (issued_at)',
      'by_mail UNIQUE btree (lower(email) DESC NULLS LAST) INCLUDE (id) WHERE (deleted_at IS NULL)',
      'broken gin (tags) (invalid)',
      'customers.id ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
      'total_positive CHECK ((total > 0)) Refunds are rows of their own',
      'Inherits from documents',
      'invoices_2026 FOR VALUES FROM',
      'Applies to the table’s owner, too',
      'own_rows AS RESTRICTIVE FOR SELECT TO reader USING (owner = CURRENT_USER)',
      'audit CREATE TRIGGER audit AFTER UPDATE (disabled)',
    ]) {
      expect(shown).to.contain(fact);
    }
    await expect(element).to.be.accessible();
  });

  it('shows what psql shows of a column, and the query of a view', async () => {
    const element = await showing(detailed);
    const select = async (text: string, name: string) => {
      search(element).value = text;
      search(element).dispatchEvent(new InputEvent('input'));
      await until(() => names(element).includes(name));
      rows(element)
        .find((row) => row.querySelector('.name')!.textContent === name)!
        .click();
      await until(() => details(element).querySelector('h3')!.textContent!.endsWith(name));
      return details(element).textContent!.replace(/\s+/g, ' ');
    };
    expect(await select('identity', 'id')).to.contain('Identity by default');
    expect(await select('gross', 'gross')).to.contain('Generated (total * 1.19)');
    expect(await select('state', 'state')).to.match(/Values draft ?sent ?paid/);
    const domain = await select('email', 'email');
    expect(domain).to.contain('Domain text NOT NULL CHECK (VALUE ~ ');
    expect(domain).to.contain('not null');
    expect(await select('place', 'place')).to.match(/Fields lat numeric ?lon numeric/);
    expect(await select('open_invoices', 'open_invoices')).to.match(/View definition ?SELECT invoices.id/);
    await expect(element).to.be.accessible();
  });

  it('finds columns by enum value, domain, identity and generation', async () => {
    const element = await showing(detailed);
    for (const [text, name] of [
      ['identity', 'id'],
      ['generated', 'gross'],
      ['draft', 'state'],
      ['domain', 'email'],
    ] as const) {
      search(element).value = text;
      search(element).dispatchEvent(new InputEvent('input'));
      await until(() => names(element).join() === `invoices,${name}`);
    }
  });

  for (const width of [320, 360, 768, 1440]) {
    it(`wraps long names and never scrolls sideways at ${width} px`, async () => {
      await setViewport({ width, height: 800 });
      const element = await showing(longNames);
      rows(element)[0]!.click();
      await until(() => getComputedStyle(details(element)).display === 'grid');
      details(element).querySelector('details')!.open = true;
      await until(() => details(element).querySelector('svg'));
      for (const box of [document.scrollingElement!, details(element), tree(element)]) {
        expect(box.scrollWidth).to.be.at.most(box.clientWidth);
      }
      const sizes = [...root(element).querySelectorAll('rect')].map((rect) => rect.width.baseVal.value);
      expect(Math.min(...sizes)).to.be.greaterThan(0);
      const name = active(element).querySelector<HTMLElement>('.name')!;
      expect(name.scrollWidth).to.be.at.most(name.clientWidth + 1);
      const targets = [...details(element).querySelectorAll<HTMLElement>('button, summary')];
      for (const target of [...targets, ...rows(element)]) expect(target.offsetHeight).to.be.at.least(24);
      await setViewport({ width: 1000, height: 800 });
    });
  }

  it('lets the page scroll under the pointer where the tree has nothing to scroll', async () => {
    const few = await showing(shop);
    await until(() => tree(few).clientHeight);
    expect(getComputedStyle(tree(few)).overscrollBehaviorY).to.equal('auto');
    const many = await showing(generatedSchema(100));
    await until(() => getComputedStyle(tree(many)).overscrollBehaviorY === 'contain');
  });

  it('hides the details on a narrow screen until a row is selected', async () => {
    await setViewport({ width: 320, height: 800 });
    const element = await showing(shop);
    expect(getComputedStyle(details(element)).display).to.equal('none');
    rows(element)[1]!.click();
    await until(() => getComputedStyle(details(element)).display === 'grid');
    expect(element.scrollWidth).to.be.at.most(320);
    await expect(element).to.be.accessible();
    await setViewport({ width: 1000, height: 800 });
  });

  it('renders few rows of 1,500 open tables with 20 columns, at any position', async () => {
    const element = await showing(generatedSchema());
    const most = () => expect(rows(element).length).to.be.below(80);
    most();
    const letters: [text: string, rows: number][] = [
      ['attribute', 1500 * 18],
      ['attribute_1', 1500 * 9],
      ['item_77', 11],
      ['', 1500],
    ];
    for (const [text, atLeast] of letters) {
      search(element).value = text;
      search(element).dispatchEvent(new InputEvent('input'));
      await element.updateComplete;
      most();
      const { scrollHeight } = tree(element);
      expect(scrollHeight / rows(element)[0]!.offsetHeight, text).to.be.at.least(atLeast);
    }
    tree(element).focus();
    for (const name of ['End', 'Home', 'PageDown', 'ArrowRight', 'ArrowDown', 'End', 'Home']) {
      await press(name);
      most();
    }
    tree(element).scrollTop = 20_000;
    await until(() => rows(element).some((row) => Number(row.id.slice('row-'.length)) > 600));
    most();
  });

  it('has an empty state, and asks to sign in if the token is refused', async () => {
    const empty = await showing({ tables: [] });
    expect(empty.matches(':state(empty)')).to.equal(true);
    await expect(empty).to.be.accessible();
    const closed = await mounted<LetzSchemaBrowser>(
      html`<letz-schema-browser gateway=${origin} token="not.a.token" locale="en"></letz-schema-browser>`,
    );
    expect(root(closed).querySelector('[role="alert"]')!.textContent).to.contain('Sign in to see this data');
    await expect(closed).to.be.accessible();
  });

  it('has texts in four languages', async () => {
    for (const [locale, words] of [
      ['de', 'Tabellen und Spalten durchsuchen'],
      ['es', 'Buscar tablas y columnas'],
      ['pt', 'Pesquisar tabelas e colunas'],
    ] as const) {
      const element = await showing(shop);
      element.locale = locale;
      await until(() => search(element).placeholder === words);
    }
  });

  it('is garbage-collected after its removal', async function () {
    this.timeout(120_000);
    const { gc } = window as Window & { gc?: () => void };
    const kept: WeakRef<LetzSchemaBrowser>[] = [];
    await showing(shop);
    for (let count = 0; count < 500; count++) {
      const element = document.createElement('letz-schema-browser');
      element.result = shop;
      document.body.append(element);
      await until(() => root(element)?.querySelector('[role="tree"]'));
      element.remove();
      kept.push(new WeakRef(element));
    }
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 10;
    });
  });
});
