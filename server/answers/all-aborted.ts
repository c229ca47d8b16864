/** A signal that fires once all of the given ones have. */
export function allAborted(signals: AbortSignal[]): AbortSignal {
  const all = new AbortController();
  let remaining = signals.length;
  const onAbort = () => {
    remaining -= 1;
    if (remaining === 0) all.abort();
  };
  for (const signal of signals) {
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }
  return all.signal;
}
