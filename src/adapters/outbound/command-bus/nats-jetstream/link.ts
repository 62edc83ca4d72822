import { Events, type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';

/** The shared connection as this bus sees it. */
export interface Link {
  readonly isUp: () => boolean;
  /** True as soon as it is up; false when it is not within `ms`. */
  readonly up: (ms: number) => Promise<boolean>;
  readonly close: () => void;
}

/** `back` is called before anybody who waits for it goes on. */
export const openLink = (connection: NatsConnection, clock: Clock, back: () => void): Link => {
  const waiting = new Set<() => void>();
  let up = true;
  let closed = false;

  const follow = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (closed) return;
      if (type === Events.Disconnect) up = false;
      if (type !== Events.Reconnect) continue;
      up = true;
      back();
      for (const go of waiting) go();
      waiting.clear();
    }
  };
  void follow();

  return {
    isUp: () => up,
    up: (ms) =>
      up
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            const go = (): void => {
              cancel();
              resolve(true);
            };
            const cancel = clock.after(ms, () => {
              waiting.delete(go);
              resolve(false);
            });
            waiting.add(go);
          }),
    close: () => {
      closed = true;
    },
  };
};
