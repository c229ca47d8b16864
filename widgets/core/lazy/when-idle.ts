/** Tasks that wait for idle time. */
const tasks = new Set<() => void>();
/** True while an idle callback is requested. */
let isScheduled = false;

/** Timeout of the idle callback in milliseconds, for pages that are never idle. */
const IDLE_TIMEOUT = 500;

// Safari before 26 has no requestIdleCallback.
const request = (run: (deadline?: IdleDeadline) => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(run, { timeout: IDLE_TIMEOUT }) : setTimeout(run, 50);

/** Delay in milliseconds after which rendered content is painted. Tasks that ran before would delay the paint. */
const PAINT_DELAY = 100;

/** Expected duration of a task in milliseconds. */
const TASK_TIME = 5;

function runTask(task: () => void): void {
  tasks.delete(task);
  try {
    task();
  } catch (error) {
    // The other tasks run nevertheless.
    reportError(error);
  }
}

function runTasks(deadline?: IdleDeadline): void {
  // Without a deadline, time for about one task.
  const end = !deadline || deadline.didTimeout ? performance.now() + 2 * TASK_TIME : 0;
  const left = () => (end ? end - performance.now() : deadline!.timeRemaining());
  do {
    const [task] = tasks;
    if (!task) break;
    runTask(task);
  } while (left() > TASK_TIME);
  isScheduled = tasks.size > 0;
  if (isScheduled) request(runTasks);
}

// A printout has no later paint.
addEventListener('beforeprint', () => tasks.forEach(runTask));

/**
 * Runs a function when the browser is idle: content outside of the viewport can wait. Functions run one after the other, so
 * that many widgets never block the page.
 *
 * @returns function that cancels it
 */
export function whenIdle(run: () => void): () => void {
  if (!isScheduled) setTimeout(() => request(runTasks), PAINT_DELAY);
  isScheduled = true;
  tasks.add(run);
  return () => tasks.delete(run);
}
