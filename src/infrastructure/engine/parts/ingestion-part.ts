import { type Container } from 'inversify';
import { type NatsIngestion } from '../../../adapters/inbound/nats-ingestion/nats-ingestion';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const DOOR_CLOSE_MS = 5_000;

/** The NATS door, beside the REST door. */
export const ingestionPart = (container: Container): Part => {
  const accounts = container.get(TOKENS.accountDirectory);
  let door: NatsIngestion | null = null;
  return {
    part: 'NATS ingestion',
    start: async () => {
      const { natsIngestion } = await import('../../../adapters/inbound/nats-ingestion/nats-ingestion.js');
      door = natsIngestion({
        connection: container.get(TOKENS.nats),
        recordEvents: container.get(TOKENS.recordEvents),
        isKnownAccount: (account) => accounts.get(account) !== undefined,
        clock: container.get(TOKENS.clock),
        log: container.get(TOKENS.log),
        replicas: container.get(TOKENS.config).nats?.replicas ?? 1,
      });
      door.start();
    },
    stop: async () => {
      await door?.stop(DOOR_CLOSE_MS);
    },
  };
};
