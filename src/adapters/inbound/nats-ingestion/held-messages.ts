import { type JsMsg } from 'nats';

/** How much of the stream one process holds at a time. */
export interface HeldLimits {
  readonly messages: number;
  readonly bytes: number;
}

export interface HeldMessages {
  readonly add: (message: JsMsg) => void;
  readonly remove: (message: JsMsg) => void;
  readonly freeBytes: () => number;
  /** Resolves when it holds, looked at again after every change. */
  readonly until: (holds: () => boolean) => Promise<void>;
  readonly changed: () => void;
  readonly count: () => number;
  /** Tells the server that everything held is still being worked at. */
  readonly working: () => void;
  readonly hasRoom: () => boolean;
}

/** For headers and subject. */
const AROUND_BYTES = 1024;
/** What one pull of the client asks for at most. */
export const PULL_MESSAGES = 100;

/** `largest`: bytes of the largest message the server lets through; a pull must have room for it. */
export const heldMessages = (limits: HeldLimits, largest: number): HeldMessages => {
  const held = new Map<JsMsg, number>();
  let bytes = 0;
  let waiting: (() => void)[] = [];
  // Two of the largest fit whatever the server's limit is, so that the door never stands still.
  const most = Math.max(limits.bytes, 2 * (largest + AROUND_BYTES));

  const changed = (): void => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    add: (message) => {
      const size = message.data.length + AROUND_BYTES;
      held.set(message, size);
      bytes += size;
    },
    remove: (message) => {
      bytes -= held.get(message) ?? 0;
      held.delete(message);
      changed();
    },
    freeBytes: () => most - bytes,
    until: async (holds) => {
      while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    changed,
    count: () => held.size,
    working: () => {
      for (const message of held.keys()) message.working();
    },
    hasRoom: () => most - bytes >= largest + AROUND_BYTES && held.size + PULL_MESSAGES <= limits.messages,
  };
};
