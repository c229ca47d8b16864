import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LetzSelectEvent } from '../../widgets/core/element/events.ts';
import { next, until } from './support.ts';

/**
 * Moves over a widget's grid by keyboard, and selects cells.
 *
 * @param steps keys, each with the expected focus
 * @returns details of the dispatched events
 */
export async function walkGrid(widget: Element, steps: [key: string, to: () => Element][]): Promise<LetzSelectEvent> {
  const root = widget.shadowRoot!;
  const cells = () => root.querySelectorAll<HTMLElement>('[role="grid"] [tabindex="0"]');
  expect(cells()).to.have.length(1);
  cells()[0]!.focus();
  for (const [key, to] of steps) {
    await sendKeys({ press: key });
    await until(() => root.activeElement === to());
  }
  const chosen = next(document, 'letz-select');
  await sendKeys({ press: 'Enter' });
  expect(cells()).to.have.length(1);
  return chosen;
}
