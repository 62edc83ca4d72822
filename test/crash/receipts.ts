import { hash } from 'node:crypto';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, type ScriptedAnswer, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type CrashHook } from './crash-hooks';

/** One request as the receiver saw and answered it. */
export interface Receipt {
  readonly webhookId: string;
  readonly events: ReadonlyArray<string>;
  readonly bodyHash: string;
  readonly verified: boolean;
  /** Answered with 2xx in time; the engine may have been killed before it read that. */
  readonly confirmed: boolean;
  /** Which of the engine's processes sent it. */
  readonly life: number;
  /** Milliseconds on the monotonic clock. */
  readonly at: number;
}

/** A hook's endpoint and everything it received, in order. */
export interface ReceivingEnd {
  readonly receipts: ReadonlyArray<Receipt>;
  readonly url: string;
  readonly learn: (secret: string) => void;
  readonly stop: () => Promise<void>;
}

/** What the receivers must know of the run. */
export interface RunFacts {
  readonly life: () => number;
  readonly midway: () => boolean;
}

const isConfirmation = ({ status, delayMs }: ScriptedAnswer): boolean =>
  status >= 200 && status < 300 && delayMs === undefined;

export const receivingEnd = async (hook: CrashHook, { life, midway }: RunFacts): Promise<ReceivingEnd> => {
  const receipts: Receipt[] = [];
  const seen = new Set<string>();
  const secrets: string[] = [];
  let next: ScriptedAnswer = { status: 204 };

  const note = ({ webhookId, eventIds, events, body, verified }: ReceivedMessage): void => {
    next = hook.answer({ webhookId, items: events.length, again: seen.has(webhookId), midway: midway() });
    seen.add(webhookId);
    const confirmed = isConfirmation(next);
    const bodyHash = hash('sha1', body);
    receipts.push({ webhookId, events: eventIds, bodyHash, verified, confirmed, life: life(), at: performance.now() });
  };
  const receiver: Receiver = await startReceiver({ secrets: () => secrets, onMessage: note, answer: () => next });
  return {
    receipts,
    url: receiver.url,
    learn: (secret) => secrets.push(secret),
    stop: receiver.stop,
  };
};
