import type { GatewayError } from '../gateway/gateway-error.ts';
import type { Texts } from './texts/en.ts';

/** Message for a problem in words for users; the gateway's own message is behind "Details". */
export interface ProblemMessage {
  title: string;
  hint: string;
  /** True if loading again may help. */
  canRetry: boolean;
}

/** Causes that concern all widgets of a context: one banner shows them. */
const SHARED = new Set<GatewayError['code']>([
  'network',
  'database-unavailable',
  'overloaded',
  'rate-limited',
  'token-expired',
  'unauthorized',
]);

/** Cause of a problem. Without a token, an unknown query may also be one that needs a token. */
function causeOf({ code }: GatewayError, hasToken: boolean): GatewayError['code'] {
  return code === 'unknown-query' && !hasToken ? 'unauthorized' : code;
}

/** Cause that a problem has in common with those of other widgets; undefined if it is the widget's alone. */
export function sharedCause(problem: GatewayError, hasToken: boolean): string | undefined {
  const cause = causeOf(problem, hasToken);
  return SHARED.has(cause) ? cause : undefined;
}

/** The default message for a problem. */
export function problemMessage(problem: GatewayError, hasToken: boolean, texts: Texts): ProblemMessage {
  const { title, hint = '', canRetry = true } = messageFor(causeOf(problem, hasToken), texts);
  return { title, hint, canRetry };
}

function messageFor(
  cause: GatewayError['code'],
  texts: Texts,
): Pick<ProblemMessage, 'title'> & Partial<ProblemMessage> {
  switch (cause) {
    case 'token-expired':
      return { title: texts.expired, hint: texts.expiredHint };
    case 'unauthorized':
      return { title: texts.signIn };
    case 'forbidden':
      return { title: texts.denied, canRetry: false };
    case 'network':
      return { title: texts.unavailable, hint: texts.networkHint };
    case 'database-unavailable':
    case 'overloaded':
    case 'rate-limited':
      return { title: texts.unavailable, hint: texts.laterHint };
    case 'timeout':
      return { title: texts.timeout, hint: texts.timeoutHint };
    case 'internal':
      return { title: texts.failed };
    case 'invalid-parameter':
      return { title: texts.invalid, canRetry: false };
    case 'query-unavailable':
    case 'unknown-query':
      return { title: texts.noSuchData, canRetry: false };
    default:
      return { title: texts.failed, canRetry: false };
  }
}
