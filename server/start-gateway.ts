import type { Logger } from 'pino';
import { startEmbedded } from './embedded/embedded-database.ts';
import { type OpenGateway, openGateway } from './gateway.ts';
import { warnOfRights } from './postgres/role-check.ts';
import type { Config } from './shared/config.ts';

export interface StartedGateway extends OpenGateway {
  /** Ends connections, and the embedded database with them. */
  stop(): Promise<void>;
}

/**
 * Opens the gateway on the database of the settings, or on an embedded one with invented people.
 * @param folder where `queries/` and `models/` are
 * @throws what `openGateway` throws
 */
export async function startGateway(
  config: Config,
  folder: string,
  log: Logger,
  onConnectionLost?: () => void,
): Promise<StartedGateway> {
  const embedded = config.DATABASE_URL === undefined ? await startEmbedded({ demoData: new Date() }) : undefined;
  try {
    const opened = await openGateway({
      config,
      databaseUrl: embedded?.url ?? config.DATABASE_URL ?? '',
      embedded: embedded !== undefined,
      folder,
      log,
      onConnectionLost,
    });
    if (!embedded) await warnOfRights(opened.gateway.database, log);
    const stop = async () => {
      await opened.gateway.database.close();
      await embedded?.stop();
    };
    return { ...opened, stop };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
