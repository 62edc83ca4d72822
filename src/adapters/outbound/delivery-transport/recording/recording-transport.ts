import {
  type DeliveryTransport,
  type DeliveryVerdict,
  type OpenedDestination,
  type OutgoingMessage,
} from '../../../../application/ports/delivery-transport';

export interface RecordedDelivery {
  readonly to: OpenedDestination;
  readonly message: OutgoingMessage;
  readonly verdict: DeliveryVerdict;
}

/** Says what the far side answers; `attempt` counts the sends of this message's id from 1. */
export type Script = (
  to: OpenedDestination,
  message: OutgoingMessage,
  attempt: number,
) => DeliveryVerdict | Promise<DeliveryVerdict>;

export interface RecordingTransport extends DeliveryTransport {
  /** Everything that was sent and answered, in order of the answers. */
  readonly recorded: () => ReadonlyArray<RecordedDelivery>;
  readonly inFlight: () => number;
  /** From now on. */
  readonly answerWith: (script: Script) => void;
}

/** A far side that takes everything. */
export const confirming: Script = () => ({
  type: 'DeliveryConfirmed',
  answer: { status: 200, text: '', durationMs: 0 },
});

const failure = (reason: string, detail: string): DeliveryVerdict => ({
  type: 'DeliveryFailure',
  kind: 'endpoint',
  reason,
  detail,
  gone: false,
  tooLarge: false,
});

const settledWithin = async (ms: number, work: ReadonlySet<Promise<unknown>>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.all(work), late]);
  clearTimeout(timer);
};

/** Keeps in memory what would have been sent, and answers by script. For tests. */
export const recordingTransport = (first: Script = confirming): RecordingTransport => {
  const recorded: RecordedDelivery[] = [];
  const attempts = new Map<string, number>();
  const underWay = new Set<Promise<DeliveryVerdict>>();
  let script = first;
  let closed = false;
  let giveUp: (() => void) | undefined;
  const stopped = new Promise<DeliveryVerdict>((resolve) => {
    giveUp = () => {
      resolve(failure('closed', 'the engine stopped before the answer came'));
    };
  });

  const answered = async (to: OpenedDestination, message: OutgoingMessage): Promise<DeliveryVerdict> => {
    const attempt = (attempts.get(message.id) ?? 0) + 1;
    attempts.set(message.id, attempt);
    try {
      return await script(to, message, attempt);
    } catch (cause) {
      return failure('connect', String(cause));
    }
  };

  return {
    deliver: async (to, message) => {
      if (closed) return failure('closed', 'the engine stopped before the answer came');
      const work = Promise.race([answered(to, message), stopped]);
      underWay.add(work);
      const verdict = await work;
      underWay.delete(work);
      recorded.push({ to, message, verdict });
      return verdict;
    },
    close: async (ms) => {
      closed = true;
      await settledWithin(ms, underWay);
      giveUp?.();
    },
    recorded: () => recorded,
    inFlight: () => underWay.size,
    answerWith: (next) => {
      script = next;
    },
  };
};
