/**
 * Calls back when an open popup is dismissed: by Escape inside it, or by a press or focus outside.
 *
 * @param root the tree that contains the popup
 * @param isPart true for the popup and for its button
 * @returns a function that stops it
 */
export function onLightDismiss(root: Node, isPart: (element: Element) => boolean, dismiss: () => void): () => void {
  const stopped = new AbortController();
  const isInside = (event: Event) => event.composedPath().some((each) => each instanceof Element && isPart(each));
  const onOutside = (event: Event) => isInside(event) || dismiss();
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && isInside(event) && dismiss();
  const options = { capture: true, signal: stopped.signal };
  document.addEventListener('pointerdown', onOutside, options);
  document.addEventListener('focusin', onOutside, options);
  // A focus change within one shadow tree does not reach the document.
  root.addEventListener('focusin', onOutside, options);
  document.addEventListener('keydown', onKey, options);
  return () => stopped.abort();
}
