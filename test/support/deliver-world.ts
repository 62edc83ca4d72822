import * as E from 'fp-ts/Either';
import { inMemoryCommandBus } from '../../src/adapters/outbound/command-bus/in-memory/in-memory-command-bus';
import {
  recordingTransport,
  type RecordingTransport,
  type Script,
} from '../../src/adapters/outbound/delivery-transport/recording/recording-transport';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { decodeOutcomes, type StoredOutcome } from '../../src/application/codecs/outcome-codec';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import { type Deliver, deliver } from '../../src/application/deliver/deliver';
import { type DeliverDependencies } from '../../src/application/deliver/deliver-dependencies';
import { type DeliveryFailure, type DeliveryVerdict } from '../../src/application/ports/delivery-transport';
import { type EventStore, type NewEvent } from '../../src/application/ports/event-store';
import { type KeyStore } from '../../src/application/ports/key-store';
import { type DeletedHook, type Hook, type LivingHook } from '../../src/domain/hook/hook';
import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type PayloadFormat } from '../../src/domain/message/payload-format';
import { nobodyErased } from '../../src/application/read-models/erasures';
import { positionMark } from '../../src/application/read-models/position-mark';
import { countingIdentity } from './counting-identity';
import { type FixedClock, fixedClock } from './fixed-clock';
import { aDefinition } from './hook-builders';
import { reversingSecretBox } from './reversing-secret-box';
import { waitUntil } from './wait-until';

export const ONE_BY_ONE: PayloadFormat = { kind: 'actito', pushMode: 'ONE_BY_ONE' };
export const BULK: PayloadFormat = { kind: 'actito', pushMode: 'BULK' };

export const confirmed = (text = '', status = 200): DeliveryVerdict => ({
  type: 'DeliveryConfirmed',
  answer: { status, text, durationMs: 3 },
});
export const failed = (kind: 'endpoint' | 'message', parts: Partial<DeliveryFailure> = {}): DeliveryVerdict => ({
  type: 'DeliveryFailure',
  kind,
  reason: 'status',
  detail: 'it said no',
  gone: false,
  tooLarge: false,
  answer: { status: kind === 'endpoint' ? 500 : 422, text: '', durationMs: 3 },
  ...parts,
});

interface Appended {
  readonly stream: string;
  readonly event: NewEvent;
}

export interface DeliverWorld {
  readonly clock: FixedClock;
  readonly transport: RecordingTransport;
  readonly worker: Deliver;
  readonly dependencies: DeliverDependencies;
  readonly publish: (...blocks: ReadonlyArray<BlockCommand>) => void;
  /** Ids of the messages that left, in the order of their answers. */
  readonly sent: () => ReadonlyArray<string>;
  readonly outcomes: () => ReadonlyArray<StoredOutcome>;
  /** Waits for so many outcomes in all, without letting time pass; gives them. */
  readonly answered: (count: number) => Promise<ReadonlyArray<StoredOutcome>>;
  readonly appended: Appended[];
  readonly keyStore: KeyStore;
  /** Blocks on the bus, held or not. */
  readonly unacknowledged: () => number;
  readonly logged: string[];
  readonly counted: Map<string, number>;
  readonly setHook: (hook: LivingHook | DeletedHook, revision: number, position?: bigint) => void;
  /** A worker of its own on the same log, hooks and far side. */
  readonly another: () => Deliver;
}

export interface WorldParts {
  readonly definition?: Partial<HookDefinition>;
  readonly script?: Script;
  readonly options?: Partial<DeliverDependencies['options']>;
  /** In place of the store's own append; absent result: the store answers. */
  readonly append?: (stream: string, next: EventStore['append']) => EventStore['append'];
  readonly dependencies?: Partial<DeliverDependencies>;
}

export const secretBox = reversingSecretBox();

export const aHook = (definition: Partial<HookDefinition> = {}, hook = 7): Extract<Hook, { status: 'active' }> => ({
  status: 'active',
  hook,
  account: 23,
  entity: 'MyEntity',
  definition: aDefinition({
    destination: {
      kind: 'http',
      url: 'https://shop.example/hook',
      headers: [{ name: 'X-Secret', boxedValue: secretBox.seal('s3cret') }],
      connectTimeoutMs: 5000,
      answerTimeoutMs: 15_000,
    },
    ...definition,
  }),
  secrets: [{ id: 's1', boxed: secretBox.seal('whsec_new') }],
  createdAt: '2026-11-01T00:00:00Z',
  changedAt: '2026-11-02T00:00:00Z',
});

/** A worker on an in-memory log and bus, a far side by script, and a clock that stands still. */
export const deliverWorld = ({
  definition,
  script,
  options,
  append,
  dependencies: given,
}: WorldParts = {}): DeliverWorld => {
  const clock = fixedClock();
  const store = inMemoryEventStore({ now: clock.now });
  const bus = inMemoryCommandBus({ maxCommands: 10_000, maxBytes: 1e9 });
  const transport = recordingTransport(script);
  const appended: Appended[] = [];
  const logged: string[] = [];
  const counted = new Map<string, number>();
  const hooks = new Map<number, { hook: LivingHook | DeletedHook; revision: number; position: bigint }>();
  const keyStore = inMemoryKeyStore();
  const mark = positionMark();
  const note = (message: string): void => void logged.push(message);
  const count =
    (name: string) =>
    (n: number): void =>
      void counted.set(name, (counted.get(name) ?? 0) + n);

  const recordingAppend: EventStore['append'] = (stream, expected, events) => async () => {
    const next = append === undefined ? store.append : append(stream, store.append);
    const result = await next(stream, expected, events)();
    if (E.isRight(result)) appended.push(...events.map((event) => ({ stream, event })));
    return result;
  };
  const dependencies: DeliverDependencies = {
    eventStore: { append: recordingAppend },
    bus,
    transport,
    hooks: { get: (hook) => hooks.get(hook), position: mark.position, reached: mark.reached },
    runs: { get: () => undefined, position: () => null, reached: () => Promise.resolve() },
    keyStore,
    erased: nobodyErased,
    secretBox,
    clock,
    identity: countingIdentity(),
    log: { info: note, warn: note, error: note },
    metrics: {
      delivered: count('delivered'),
      failedAttempts: (n, kind) => {
        count(`failed-${kind}`)(n);
      },
      parked: count('parked'),
      discarded: count('discarded'),
      requestLatency: () => undefined,
      deliveryLatency: (_, n) => {
        count('latencies')(n);
      },
    },
    options: { maxInFlight: 100, maxCommands: 100, maxBytes: 1e9, outcomeFlushMs: 0, shard: 0, ...options },
    ...given,
  };
  const setHook: DeliverWorld['setHook'] = (hook, revision, position = 1n) => {
    hooks.set(hook.hook, { hook, revision, position });
    mark.advance(position);
  };
  setHook(aHook(definition), 4);
  const another = (): Deliver => {
    const one = deliver(dependencies);
    one.start();
    return one;
  };
  const outcomes = (): ReadonlyArray<StoredOutcome> =>
    appended
      .filter(({ stream }) => stream.startsWith('outcomes-'))
      .flatMap(({ stream, event }) => {
        const decoded = decodeOutcomes({ ...event, stream, revision: 0n, position: 0n, recordedAt: 0 });
        return E.isRight(decoded) ? decoded.right.outcomes : [];
      });
  return {
    clock,
    transport,
    worker: another(),
    dependencies,
    publish: (...blocks) => void bus.publish(blocks)(),
    sent: () => transport.recorded().map(({ message }) => message.id),
    outcomes,
    answered: async (n) => {
      await waitUntil(() => {
        clock.advance(0);
        return outcomes().length >= n;
      });
      return outcomes();
    },
    appended,
    keyStore,
    unacknowledged: bus.size,
    logged,
    counted,
    setHook,
    another,
  };
};

/** Per place in the root block, the answer. */
export const answersByIndex = (outcome: StoredOutcome | undefined): ReadonlyMap<number, string> =>
  new Map(outcome?.answers.flatMap(({ answer, indexes }) => indexes.map((index) => [index, answer] as const)) ?? []);

/** The answers in the order of the places: `delivered failed returned`. */
export const inWords = (outcome: StoredOutcome | undefined): string =>
  [...answersByIndex(outcome)]
    .sort(([one], [other]) => one - other)
    .map(([, answer]) => answer)
    .join(' ');
