const waiting = new Set<() => void>();

// Safari before 26 has none.
const request = (run: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(run) : setTimeout(run, 200);

function runNext(): void {
  const [next] = waiting;
  if (!next) return;
  waiting.delete(next);
  next();
  if (waiting.size) request(runNext);
}

/**
 * Runs once the browser has nothing better to do: what is only heard can wait for what is seen. One after the other, so
 * that many charts never keep the page from an answer.
 *
 * @returns gives it up
 */
export function whenIdle(run: () => void): () => void {
  if (!waiting.size) request(runNext);
  waiting.add(run);
  return () => waiting.delete(run);
}
