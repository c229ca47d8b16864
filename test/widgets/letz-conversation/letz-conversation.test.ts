import { expect, fixture, html } from '@open-wc/testing';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzConversation } from '../../../widgets/letz-conversation/letz-conversation.ts';
import '../../../widgets/letz-conversation/letz-conversation.ts';
import { mounted, next, origin, token, until } from '../support.ts';

const COLUMNS = (['sent_at', 'sender', 'type', 'text', 'status'] as const).map((name) => ({
  name,
  type: name === 'sent_at' ? ('timestamp' as const) : ('text' as const),
  description: '',
  ...(name === 'type' && { labels: { image: 'Image' } }),
}));

async function given(
  rows: Value[][],
  { locale = 'en', limit = 200, columns = COLUMNS } = {},
): Promise<LetzConversation> {
  const element = document.createElement('letz-conversation');
  Object.assign(element, { locale, tz: 'America/Sao_Paulo', label: 'Chat' });
  element.result = {
    ...{ query: '', title: '', columns, rows, rowCount: rows.length, truncated: false },
    ...{ params: { limit }, asOf: new Date().toISOString() },
  } as unknown as NonNullable<LetzConversation['result']>;
  (await fixture(html`<div style="width: 400px"></div>`)).append(element);
  return element;
}
const all = (element: LetzConversation, selector: string) =>
  Array.from(element.shadowRoot!.querySelectorAll<HTMLElement>(selector));
const words = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const messages = async (element: LetzConversation) => {
  await until(() => all(element, 'li').length > 0);
  return all(element, 'li');
};

describe('letz-conversation', () => {
  it('shows messages by day of the time zone, the user at the start and others at the end', async () => {
    const element = await given([
      ['2026-11-24T02:30:00Z', 'user', 'text', 'late', 'received'],
      ['2026-11-24T12:00:00Z', 'bot', 'text', 'Good morning\nAna', 'read'],
      ['2026-11-24T12:01:00Z', 'user', 'text', 'hi', null],
    ]);
    const [late, morning] = await messages(element);
    const days = all(element, 'section').map((day) => [
      words(day.querySelector('h3')!),
      day.querySelectorAll('li').length,
    ]);
    expect(days).to.deep.equal([
      ['Monday, November 23, 2026', 1],
      ['Tuesday, November 24, 2026', 2],
    ]);
    expect(words(late)).to.match(/^User: late 11:30 PM Received$/);
    expect(words(morning)).to.match(/^Bot: Good morning Ana Bot 9:00 AM Read$/);
    const [user, bot] = [late!, morning!].map((each) => each.getBoundingClientRect());
    expect(user!.left).to.be.lessThan(bot!.left);
    expect(bot!.right).to.be.greaterThan(user!.right);
    const log = all(element, '[role="log"]')[0]!;
    expect([log.ariaLabel, log.tabIndex]).to.deep.equal(['Chat', 0]);
  });

  it('describes messages without a text, without a time and without a sender', async () => {
    const element = await given([
      [null, null, 'system', null, null],
      ['2026-11-24T12:00:00Z', 'user', null, '[image]', null],
      ['2026-11-24T12:00:00Z', 'user', null, '[some_thing]', null],
      ['2026-11-24T12:00:00Z', 'user', null, null, null],
      ['2026-11-24T12:00:00Z', 'user', 'text', 'see [image] of it', null],
    ]);
    const shown = (await messages(element)).map((message) => words(message.querySelector('p')!));
    expect(shown).to.deep.equal([
      'System, without text',
      'Image, without text',
      'Some thing, without text',
      'Message without text',
      'see [image] of it',
    ]);
    expect(words(all(element, 'h3')[0])).to.equal('Without a time');
    expect(words(all(element, 'li')[0])).to.match(/^Unknown sender:/);
  });

  it('wraps a long text without spaces inside its bubble, and never inside a grapheme', async () => {
    const family = '👨‍👩‍👧‍👦';
    const element = await given([['2026-11-24T12:00:00Z', 'user', 'text', family.repeat(60), null]]);
    const [message] = await messages(element);
    const text = message!.querySelector('p')!;
    expect(text.scrollWidth).to.be.at.most(text.clientWidth);
    const range = document.createRange();
    const node = [...text.childNodes].find((each) => each instanceof Text && each.data.trim())!;
    for (let at = 0; at < 60; at++) {
      range.setStart(node, at * family.length);
      range.setEnd(node, (at + 1) * family.length);
      const tops = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)),
      );
      expect(tops.size).to.equal(1);
    }
  });

  it('is scrolled to the last message, and notes that older ones are left out', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ['2026-11-24T12:00:00Z', 'user', 'text', `message ${at}`, null]);
    const element = await given(rows, { limit: 40, locale: 'de' });
    await messages(element);
    const log = all(element, '[role="log"]')[0]!;
    await until(() => log.scrollTop > 0 && Math.abs(log.scrollHeight - log.clientHeight - log.scrollTop) < 2);
    await until(() => words(all(element, '[part="footer"]')[0]).startsWith('Nur die neuesten 40 Nachrichten'));
  });

  it('names the columns that a query lacks', async () => {
    const failed = next(document, 'letz-error');
    await given([['2026-11-24T12:00:00Z', 'user']], { columns: COLUMNS.slice(0, 2) });
    expect((await failed).error.message).to.contain('lacks text');
  });

  it('shows the messages of one person from the gateway, to a token that opens personal data', async () => {
    const directory = await fetch(`${origin}/api/queries/user-directory?limit=1`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const [[waid]] = ((await directory.json()) as { rows: [[string]] }).rows;
    const element = await mounted<LetzConversation>(html`
      <letz-conversation gateway=${origin} token=${token} query="conversation" locale="en" .params=${{ waid }}></letz-conversation>
    `);
    const { rows } = element.result!;
    expect(rows.length).to.be.greaterThan(0);
    expect((await messages(element)).length).to.equal(rows.length);
    const stamps = rows.map(([at]) => String(at));
    expect(stamps).to.deep.equal(stamps.toSorted());
  });
});
