/** Number of retries while the gateway is overloaded. */
const RETRIES = 2;
/** Upper bound of `Retry-After`, in seconds. */
const MAX_PAUSE = 10;

/** True if a failed request may be sent again. @param attempt number of retries so far */
export const mayRetry = (status: number, attempt: number): boolean => status === 503 && attempt < RETRIES;

/**
 * Pause before a retry: `Retry-After`, else exponential backoff. The retry loops are in `gateway-client.ts`.
 * @throws the signal's reason
 */
export function backoff(attempt: number, signal?: AbortSignal | null, retryAfter?: string | null): Promise<void> {
  const seconds = Number(retryAfter) || 2 ** attempt;
  return new Promise((resolve, reject) => {
    setTimeout(resolve, Math.min(seconds, MAX_PAUSE) * 1000);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
