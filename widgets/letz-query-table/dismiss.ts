/**
 * Tells when the reader is done with what is open: by Escape in it, or by a press or the focus elsewhere.
 *
 * @param root the tree that it is in
 * @param isPart whether an element is what is open, or what opens it
 * @returns stops it
 */
export function onDismiss(root: Node, isPart: (element: Element) => boolean, dismiss: () => void): () => void {
  const stopped = new AbortController();
  const isInside = (event: Event) => event.composedPath().some((each) => each instanceof Element && isPart(each));
  const onAway = (event: Event) => isInside(event) || dismiss();
  const onKey = (event: KeyboardEvent) => event.key === 'Escape' && isInside(event) && dismiss();
  const options = { capture: true, signal: stopped.signal };
  document.addEventListener('pointerdown', onAway, options);
  document.addEventListener('focusin', onAway, options);
  // The document isn't told of a focus that stays in one shadow tree.
  root.addEventListener('focusin', onAway, options);
  document.addEventListener('keydown', onKey, options);
  return () => stopped.abort();
}
