const waiting = new Set<() => void>();
/** Whether the browser has been asked for time. */
let asked = false;

/** Milliseconds after which it is one's turn on a page that always has something to do. */
const PATIENCE = 500;

// Safari before 26 has none.
const request = (run: (deadline?: IdleDeadline) => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(run, { timeout: PATIENCE }) : setTimeout(run, 50);

/** Milliseconds after which what was drawn is on the screen: to be idle before that would keep it from there. */
const PAINTED = 100;

/** Milliseconds that one may take. */
const TURN = 5;

function take(next: () => void): void {
  waiting.delete(next);
  try {
    next();
  } catch (error) {
    // Told, but the others have their turn nevertheless.
    reportError(error);
  }
}

function runNext(deadline?: IdleDeadline): void {
  // Where nobody says how much time there is, a turn's.
  const end = !deadline || deadline.didTimeout ? performance.now() + 2 * TURN : 0;
  const left = () => (end ? end - performance.now() : deadline!.timeRemaining());
  do {
    const [next] = waiting;
    if (!next) break;
    take(next);
  } while (left() > TURN);
  asked = waiting.size > 0;
  if (asked) request(runNext);
}

// On paper all is seen.
addEventListener('beforeprint', () => waiting.forEach(take));

/**
 * Runs once the browser has nothing better to do: what is not seen can wait for what is. One after the other, so that many
 * widgets never keep the page from an answer.
 *
 * @returns gives it up
 */
export function whenIdle(run: () => void): () => void {
  if (!asked) setTimeout(() => request(runNext), PAINTED);
  asked = true;
  waiting.add(run);
  return () => waiting.delete(run);
}
