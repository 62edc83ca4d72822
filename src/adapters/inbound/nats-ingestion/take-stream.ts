import { type Consumer, type ConsumerMessages, type JsMsg, type NatsConnection } from 'nats';
import { type Clock } from '../../../application/ports/clock';
import { type Log } from '../../../application/ports/log';
import { type HeldLimits, heldMessages, PULL_MESSAGES } from './held-messages';
import { type Settlement } from './settlement';
import { EVENTS_STREAM, INGESTION_CONSUMER, setUpStream, type StreamSettings } from './stream-setup';
import { troubleWith } from './trouble';

export interface TakingDeps {
  readonly connection: NatsConnection;
  /** Never rejects. */
  readonly judge: (message: JsMsg) => Promise<Settlement>;
  readonly settle: (message: JsMsg, settlement: Settlement) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly stream: StreamSettings;
  readonly held: HeldLimits;
}
export interface Taking {
  /** Resolves when all that was taken is settled, or after `ms`: the rest comes again elsewhere. */
  readonly stop: (ms: number) => Promise<void>;
  readonly isReady: () => boolean;
}

const PULL_MS = 30_000;
/** Two of them missed: the pull is gone with its consumer, and is made anew. */
const HEARTBEAT_MS = 3000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/** Takes messages of the stream as long as it is there, and makes it anew when it is gone. */
export const takeStream = (deps: TakingDeps): Taking => {
  const { connection, clock, log } = deps;
  const jetStream = connection.jetstream();
  const held = heldMessages(deps.held, connection.info?.max_payload ?? 1024 * 1024);
  const trouble = troubleWith(clock);
  let stopping = false;
  let ready = false;
  let pull: ConsumerMessages | null = null;
  let toldDrift = '';

  const halted = (): boolean => stopping;

  const pause = async (ms: number): Promise<void> => {
    let over = false;
    const cancel = clock.after(ms, () => {
      over = true;
      held.changed();
    });
    await held.until(() => over || stopping);
    cancel();
  };

  const take = async (message: JsMsg): Promise<void> => {
    held.add(message);
    const settlement = await deps.judge(message);
    if (settlement.as !== 'again') trouble.over();
    else if (settlement.trouble) trouble.met();
    deps.settle(message, settlement);
    held.remove(message);
  };

  const keepWorking = (ackWaitMs: number): (() => void) => {
    let cancel: () => void = () => undefined;
    const again = (): void => {
      cancel = clock.after(ackWaitMs / 3, () => {
        if (!connection.isClosed() && !connection.isDraining()) held.working();
        again();
      });
    };
    again();
    return () => {
      cancel();
    };
  };

  const prepared = async (): Promise<{ readonly consumer: Consumer; readonly ackWaitMs: number }> => {
    const { drift, ackWaitMs } = await setUpStream(await connection.jetstreamManager({ checkAPI: false }), deps.stream);
    const told = JSON.stringify(drift);
    if (drift.length > 0 && told !== toldDrift) {
      log.warn('the stream of incoming events on NATS is set up otherwise than Hookline does it; left as it is', {
        drift,
      });
    }
    toldDrift = told;
    return { consumer: await jetStream.consumers.get(EVENTS_STREAM, INGESTION_CONSUMER), ackWaitMs };
  };

  const pullOnce = async (consumer: Consumer): Promise<void> => {
    await pause(trouble.waitMs());
    await held.until(() => stopping || held.hasRoom());
    if (halted()) return;
    const much = trouble.isOn() ? { max_messages: 1 } : { max_bytes: held.freeBytes() };
    pull = await consumer.fetch({ ...much, expires: PULL_MS, idle_heartbeat: HEARTBEAT_MS });
    if (halted()) pull.stop();
    for await (const message of pull) {
      void take(message);
      // The client waits on for bytes of a pull that has all its messages.
      if (pull.getReceived() >= PULL_MESSAGES) pull.stop();
    }
  };

  const takeWhileThere = async (): Promise<void> => {
    const { consumer, ackWaitMs } = await prepared();
    if (!ready) log.info('events are taken in from NATS', { stream: EVENTS_STREAM });
    ready = true;
    const stopWorking = keepWorking(ackWaitMs);
    try {
      while (!stopping) await pullOnce(consumer);
    } finally {
      await held.until(() => held.count() === 0);
      stopWorking();
    }
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping && !connection.isClosed()) {
      try {
        await takeWhileThere();
      } catch (error) {
        failures = ready ? 1 : failures + 1;
        const message = error instanceof Error ? error.message : 'not an Error';
        if (failures === 1) log.warn('no events can be taken in from NATS; trying again', { error: message });
        ready = false;
        await pause(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS));
      }
    }
  };

  const running = run();
  return {
    isReady: () => ready,
    stop: async (ms) => {
      stopping = true;
      pull?.stop();
      held.changed();
      let late = false;
      const cancel = clock.after(ms, () => {
        late = true;
        held.changed();
      });
      await Promise.race([running.then(() => held.until(() => held.count() === 0)), held.until(() => late)]);
      cancel();
    },
  };
};
