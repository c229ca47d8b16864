import { GatewayError } from '../core/gateway/gateway-error.ts';
import { isJwt } from '../core/gateway/token.ts';

const TIMEOUT_S = 30;

/**
 * Calls a token provider and waits for its token for at most 30 seconds. A token that arrives later is taken, too.
 *
 * @param onToken called with the token
 * @throws {GatewayError} `unauthorized` if there is no token, `timeout` if the provider does not settle
 */
export async function requestToken(
  provider: () => Promise<string | null | undefined> | undefined,
  onToken: (token: string) => void,
): Promise<void> {
  const provided = (async () => provider())().then(
    (token) => {
      // The page of a login form that a redirect led to is no token.
      if (!token || !isJwt(token)) throw new GatewayError('unauthorized', 'The page returned no token: signed out.');
      onToken(token);
    },
    (error) => {
      throw new GatewayError(
        'unauthorized',
        `The page could not get a token: ${error instanceof Error ? error.message : error}`,
      );
    },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const message = `The page returned no token within ${TIMEOUT_S} seconds.`;
    timer = setTimeout(() => reject(new GatewayError('timeout', message)), TIMEOUT_S * 1000);
  });
  await Promise.race([provided, timeout]).finally(() => clearTimeout(timer));
}
