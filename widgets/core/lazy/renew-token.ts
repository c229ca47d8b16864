import type { Settings } from '../element/settings.ts';
import { GatewayError } from '../gateway/gateway-client.ts';

/** Whether an error was about the context's token, and there is another one now. */
export async function renewed(error: unknown, context: Settings | undefined): Promise<boolean> {
  const refused = error instanceof GatewayError && (error.code === 'unauthorized' || error.code === 'token-expired');
  if (!refused || !context?.renewToken) return false;
  return context.renewToken(context.token).then(
    () => true,
    () => false,
  );
}
