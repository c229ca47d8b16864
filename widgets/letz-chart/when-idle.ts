const waiting = new Set<() => void>();

function runAll(): void {
  const due = [...waiting];
  waiting.clear();
  for (const run of due) run();
}

const settle = () => ('requestIdleCallback' in window ? requestIdleCallback(runAll, { timeout: 500 }) : runAll());

/** Runs when the page has settled and has nothing better to do: what is only heard can wait for what is seen. */
export function whenIdle(run: () => void): void {
  // All of the page's charts share a wait.
  if (!waiting.size) setTimeout(settle, 200);
  waiting.add(run);
}
