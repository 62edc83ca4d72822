import { type ClosedLoop, sendInClosedLoop } from '../../harness/closed-loop';
import { type Engine, startEngine } from '../../harness/engine';
import { PROFILES } from '../../harness/event-bodies';
import { type Receiver, startReceiver } from '../../harness/receiver';
import { type Say } from '../../harness/scenario';
import { type Servers, startServers } from '../../servers/servers';

/** One process that takes in, captures and searches; as many as asked that deliver; a receiver. */
export interface DeliveryWorld {
  readonly front: Engine;
  readonly receiver: Receiver;
  readonly say: Say;
  /** Starts processes until that many deliver. */
  readonly grow: (deliverers: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const NO_HOOK = 99_999;

const knowEveryProfile = (url: string): ClosedLoop => ({
  url,
  kind: 'click',
  eventsARequest: 100,
  connections: 4,
  database: () => NO_HOOK,
});

const started = async (servers: Servers, receiver: Receiver, say: Say): Promise<DeliveryWorld> => {
  const front = await startEngine({ ...servers.settings, HOOKLINE_ROLES: 'api,capture,search' });
  const deliverers: Engine[] = [];
  await sendInClosedLoop(knowEveryProfile(front.url), { events: PROFILES });
  return {
    front,
    receiver,
    say,
    grow: async (count) => {
      while (deliverers.length < count)
        deliverers.push(await startEngine({ ...servers.settings, HOOKLINE_ROLES: 'deliver' }));
    },
    stop: async () => {
      await Promise.all(deliverers.map(({ stop }) => stop()));
      await front.stop();
      await receiver.stop();
      await servers.stop();
    },
  };
};

export const openDeliveryWorld = async (say: Say): Promise<DeliveryWorld> =>
  started(await startServers(), await startReceiver(), say);
