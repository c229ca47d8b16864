import { fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../widgets/core/element/events.ts';
import '../../widgets/core/element/events.ts';
import { whenIdle } from '../../widgets/core/lazy/when-idle.ts';
import { hold } from './requests.ts';

declare global {
  interface Window {
    /** The real gateway that web-test-runner.config.js starts, and a token for everything. */
    testGateway: { origin: string; token: string };
  }
}

export const { origin, token } = window.testGateway;

/** Settles with the next event of that name at or below the target. */
export function next<K extends keyof HTMLElementEventMap>(
  target: EventTarget,
  name: K,
): Promise<HTMLElementEventMap[K]> {
  return new Promise((resolve) => {
    target.addEventListener(name, (event) => resolve(event as HTMLElementEventMap[K]), { once: true });
  });
}

/** Mounts a widget, and waits until it has loaded or failed and rendered. */
export async function mounted<T extends HTMLElement & { updateComplete: Promise<unknown> }>(
  template: TemplateResult,
): Promise<T> {
  const settled = Promise.race([next(document, 'letz-load'), next(document, 'letz-error')]);
  const element = await fixture<T>(template);
  await settled;
  await element.updateComplete;
  return element;
}

/** Heights of a widget while loading and when loaded, at the width of the page. */
export async function heights(template: TemplateResult, shown: (element: HTMLElement) => unknown) {
  const held = hold();
  const element = await fixture<HTMLElement>(html`<div style="width: calc(100vw - 16px)">${template}</div>`);
  const widget = element.firstElementChild as HTMLElement;
  const loading = widget.offsetHeight;
  held.stop();
  await until(() => shown(widget));
  return { loading, shown: widget.offsetHeight };
}

/** Holds back idle callbacks. @returns function that resumes them */
export async function holdIdle(): Promise<() => void> {
  await new Promise<void>((resolve) => whenIdle(resolve));
  const { requestIdleCallback } = window;
  const held: IdleRequestCallback[] = [];
  window.requestIdleCallback = (run) => held.push(run);
  return () => {
    window.requestIdleCallback = requestIdleCallback;
    for (const run of held) requestIdleCallback(run);
  };
}

/** Visible text and accessible name of a part. */
export const said = (element: Element, selector = '[part="base"]'): string =>
  element.shadowRoot!.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** Waits, frame by frame, until the condition holds; the test's own time limit ends it. */
export async function until<T>(condition: () => T): Promise<NonNullable<T>> {
  for (;;) {
    const value = condition();
    if (value) return value as NonNullable<T>;
    // A page in the background has no animation frames.
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, 50);
    });
  }
}

/** Presses a key with its modifiers: `Control+Shift+End`. */
export async function press(keys: string): Promise<void> {
  const modifiers = keys.split('+');
  const key = modifiers.pop()!;
  for (const modifier of modifiers) await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  for (const modifier of modifiers.toReversed()) await sendKeys({ up: modifier });
}
