import { expect } from '@open-wc/testing';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import { next, until } from '../../support.ts';

/** A response whose chunks the test sends. */
function arriving() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  return {
    response: new Response(readable),
    send: (text: string) => writer.write(encoder.encode(text)),
    end: () => writer.close(),
    /** Settles when the reader is cancelled. */
    left: writer.closed.catch(() => undefined),
  };
}

const cells = (table: LetzQueryTable) =>
  Array.from(table.shadowRoot!.querySelectorAll<HTMLTableRowElement>('tbody tr'), (row) =>
    Array.from(row.cells, ({ textContent }) => textContent ?? ''),
  );
const notes = (table: LetzQueryTable) =>
  table.shadowRoot!.querySelector('[part="footer"] [role="status"]')?.textContent ?? '';

let table: LetzQueryTable;
let errors: string[];

beforeEach(() => {
  table = document.createElement('letz-query-table');
  table.locale = 'en';
  errors = [];
  table.addEventListener('letz-error', ({ error }) => errors.push(error.code));
});

afterEach(() => table.remove());

describe('letz-query-table reads', () => {
  it('rows of an array with any text', async () => {
    const values = Array.from({ length: 2000 }, (_, id) => ({ id, text: `},{"id":${id}\n\\`, none: null }));
    document.body.append(table);
    await table.read(new Response(JSON.stringify(values)));
    await until(() => notes(table) === '2,000 rows');
    await until(() => cells(table).length);
    expect(cells(table)[1]!.slice(0, 2)).to.deep.equal(['1', '},{"id":1\n\\']);
  });

  // Each text is split at every position: rows are always complete, and all arrive.
  const rows = [
    { id: 1, text: 'a "quoted" } , {' },
    { id: 2, text: '\\', parts: [{ of: [1, [2]] }, { of: '][' }] },
    { id: 3, text: 'ünï\u2028' },
  ];
  const texts = {
    'without white space': JSON.stringify(rows),
    indented: JSON.stringify(rows, null, 2),
    'with space between rows': `\n[ ${rows.map((row) => JSON.stringify(row)).join(' \t, \n')} ] \n`,
    'as lines': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'as lines with blank ones, without a last end': rows.map((row) => JSON.stringify(row)).join('\r\n\r\n'),
  };
  for (const [how, text] of Object.entries(texts)) {
    it(`rows that arrive in any pieces: ${how}`, async () => {
      document.body.append(table);
      const columns = ['id', 'text'].map((name) => ({ name, type: 'text' as const, description: '' }));
      for (let cut = 0; cut <= text.length; cut++) {
        const { response, send, end } = arriving();
        const read = table.read(response, columns);
        await send(text.slice(0, cut));
        await send(text.slice(cut));
        await end();
        await read;
        const { result } = table;
        await until(() => result!.rowCount === rows.length);
        expect((result as { values: unknown[] }).values[1]).to.deep.equal(rows.map((row) => row.text));
      }
      expect(errors).to.be.empty;
    });
  }

  it('the first rows before the response ends, also of an indented array', async () => {
    const { response, send, end } = arriving();
    document.body.append(table);
    const read = table.read(response);
    await send(`[\n  {\n    "id": 1\n  },\n  {\n    "id": 2\n  },\n  {`);
    await read;
    await until(() => cells(table).length === 2);
    expect(notes(table)).to.equal('2 rows so far');
    await send('"id": 3}\n]');
    await end();
    await until(() => notes(table) === '3 rows');
    expect(cells(table)).to.deep.equal([['1'], ['2'], ['3']]);
  });

  it('numbers wider than the first, and widens the column at the end', async () => {
    const { response, send, end } = arriving();
    table.style.width = '300px';
    document.body.append(table);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const row = (value: number) => `${JSON.stringify(Object.fromEntries(names.map((name) => [name, value])))}\n`;
    const read = table.read(response);
    await send(row(1));
    await read;
    await until(() => cells(table).length === 1);
    const [first, second] = table.shadowRoot!.querySelectorAll<HTMLElement>('th');
    const { offsetWidth } = first!;
    await send(row(-1_234_567_890));
    await end();
    await until(() => notes(table) === '2 rows');
    await until(() => first!.offsetWidth > offsetWidth);
    for (const cell of table.shadowRoot!.querySelectorAll('tbody tr:last-child td')) {
      expect(cell.scrollWidth).to.be.at.most(cell.clientWidth);
    }
    expect(second!.offsetWidth).to.be.closeTo(first!.offsetWidth, 8);
  });

  it('without an error if there is no query, before the first row', async () => {
    const { response, send, end } = arriving();
    const read = table.read(response);
    document.body.append(table);
    await table.updateComplete;
    expect(table.matches(':state(loading)')).to.equal(true);
    await send('{"id": 1}\n');
    await read;
    await end();
    await until(() => notes(table) === '1 row');
    expect(errors).to.be.empty;
  });

  it('a truncated array as an error, and keeps the rows before it', async () => {
    const { response, send, end } = arriving();
    document.body.append(table);
    const read = table.read(response);
    await send('[{"id": 1}');
    await read;
    const failed = next(table, 'letz-error');
    await end();
    expect((await failed).error.code).to.equal('network');
    await until(() => table.matches(':state(stale)') && cells(table)[0]?.[0] === '1');
  });

  it('no further when it is removed, or reads another response', async () => {
    const [first, second] = [arriving(), arriving()];
    document.body.append(table);
    const read = table.read(first.response);
    await first.send('{"id": 1}\n');
    await read;
    const other = table.read(second.response);
    await second.send('{"id": 2}\n');
    await other;
    await first.left;
    await until(() => cells(table)[0]?.[0] === '2');
    table.remove();
    await second.left;
    expect(errors).to.be.empty;
  });
});
