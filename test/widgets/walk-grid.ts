import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LetzSelectEvent } from '../../widgets/core/element/events.ts';
import { next, until } from './support.ts';

/**
 * Walks over a widget's grid by keys, and chooses what it comes to.
 *
 * @param steps keys, and where each must bring the focus
 * @returns what the page is told
 */
export async function walkGrid(widget: Element, steps: [key: string, to: () => Element][]): Promise<LetzSelectEvent> {
  const root = widget.shadowRoot!;
  const places = () => root.querySelectorAll<HTMLElement>('[role="grid"] [tabindex="0"]');
  expect(places()).to.have.length(1);
  places()[0]!.focus();
  for (const [key, to] of steps) {
    await sendKeys({ press: key });
    await until(() => root.activeElement === to());
  }
  const chosen = next(document, 'letz-select');
  await sendKeys({ press: 'Enter' });
  expect(places()).to.have.length(1);
  return chosen;
}
