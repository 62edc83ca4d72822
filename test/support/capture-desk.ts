import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../src/adapters/outbound/identity/system/system-identity';
import { type Capture, capture } from '../../src/application/capture/capture';
import { decodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { encodeHookEvent } from '../../src/application/codecs/hook-codec';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import {
  completeOpen,
  decodeRouting,
  openData,
  PLATFORM_EVENT,
  writeEvent,
} from '../../src/application/codecs/platform-event-codec';
import { type StoredEvent } from '../../src/application/codecs/stored-event';
import { type EngineSuspendsHook, type EngineSuspension } from '../../src/application/commands/engine-suspends-hook';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import { type CommandBusUnavailable } from '../../src/application/ports/command-bus';
import { type EventStore, type NewEvent, type RecordedEvent } from '../../src/application/ports/event-store';
import { nobodyErased } from '../../src/application/read-models/erasures';
import { hookStream, outcomesStream, platformEventsStream } from '../../src/application/streams';
import { type CaptureRecord, type PageCaptured } from '../../src/domain/capture/capture-record';
import { UNSETTLED_LIMITS, type UnsettledLimits } from '../../src/domain/capture/lane';
import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';
import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type HookEvent } from '../../src/domain/hook/hook-event';
import { type PlatformEvent } from '../../src/domain/platform-event/platform-event';
import { fixedClock, type FixedClock } from './fixed-clock';
import { ACCOUNT, AT, aDefinition } from './hook-builders';

type Changes = HookEvent extends infer Event
  ? Event extends HookEvent
    ? Omit<Event, 'hook' | 'account' | 'at' | 'by'>
    : never
  : never;

/** Captures over one log, with a bus that only remembers. */
export interface CaptureDesk {
  readonly clock: FixedClock;
  readonly eventStore: EventStore;
  /** A new capture that follows the log; the one before it is as if killed, unless it was stopped. */
  readonly start: () => Promise<Capture>;
  /** One that stands by until it begins as the next capture, or is stopped. */
  readonly standBy: () => Promise<{ readonly begin: () => Promise<Capture>; readonly stop: () => Promise<void> }>;
  /** Created and active. */
  readonly hook: (id: number, parts?: Partial<HookDefinition>) => Promise<void>;
  readonly change: (id: number, event: Changes) => Promise<void>;
  readonly events: (...ids: ReadonlyArray<string | Partial<PlatformEvent>>) => Promise<void>;
  /** From now on the event with these letters cannot be opened. */
  readonly erase: (id: string) => void;
  /** What was put on the bus since it was last asked for. */
  readonly published: () => ReadonlyArray<BlockCommand>;
  /** From now on the bus takes nothing, for this reason; null: it takes everything again. */
  readonly refuse: (failure: CommandBusUnavailable | null) => void;
  readonly answer: (command: BlockCommand, said: Partial<DeliveryAnswers>, outcome?: Partial<Outcome>) => Promise<void>;
  readonly wipe: () => Promise<void>;
  readonly advance: (ms: number) => Promise<void>;
  readonly log: () => Promise<ReadonlyArray<RecordedEvent>>;
  readonly records: () => Promise<ReadonlyArray<PageCaptured>>;
  readonly suspensions: ReadonlyArray<EngineSuspension>;
  readonly republished: () => number;
  /** As counted. */
  readonly copies: () => { readonly copies: number; readonly conflicts: number };
  readonly warnings: ReadonlyArray<string>;
  readonly errors: ReadonlyArray<string>;
}
export interface CaptureDeskParts {
  readonly limits?: Partial<UnsettledLimits>;
  /** False: the log takes an id twice, as EventStoreDB may. */
  readonly exactIds?: boolean;
  /** What becomes of the engine's requests to suspend a hook; they succeed unless told. */
  readonly suspendHook?: EngineSuspendsHook;
  /** Stands between a capture and the log; told which capture it is, from 0. */
  readonly around?: (eventStore: EventStore, capture: number) => EventStore;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A UUID that ends with the letters of the id, so that a failure can be read. */
export const eventId = (id: string): string =>
  `00000000-0000-4000-8000-${Buffer.from(id).toString('hex').padStart(12, '0')}`;

const storedEvent = (given: string | Partial<PlatformEvent>): NewEvent => {
  const parts = typeof given === 'string' ? { id: eventId(given) } : given;
  const event = {
    id: eventId('x'),
    account: ACCOUNT,
    source: 'shop',
    producerId: 'p',
    type: 'click',
    occurredAt: '2026-11-23T11:00:00Z',
    subjects: {},
    data: {},
    isTest: false,
    capture: true,
    ...parts,
  };
  return { id: event.id, type: PLATFORM_EVENT, data: openData(writeEvent(event, undefined)) };
};

export const captureDesk = ({
  limits = {},
  exactIds = true,
  around = (store) => store,
  suspendHook = () => TE.right(true),
}: CaptureDeskParts = {}): CaptureDesk => {
  const clock = fixedClock();
  const eventStore = inMemoryEventStore({ now: clock.now, exactIds });
  const identity = systemIdentity();
  const errors: string[] = [];
  const suspensions: EngineSuspension[] = [];
  const warnings: string[] = [];
  let onBus: BlockCommand[] = [];
  let refusal: CommandBusUnavailable | null = null;
  let captures = 0;
  let republished = 0;
  let copies = 0;
  let conflicts = 0;
  const wiped = new Set<() => void>();
  const erased = new Set<string>();

  const write = async (stream: string, ...stored: ReadonlyArray<StoredEvent | NewEvent>): Promise<void> => {
    const [first, ...others] = stored.map((event) => ({ id: identity.random(), ...event }));
    if (first === undefined) return;
    const appended = await eventStore.append(stream, 'any', [first, ...others])();
    if (E.isLeft(appended)) throw new Error(appended.left.type);
    await settled();
  };
  const base = (hook: number) => ({ hook, account: ACCOUNT, at: AT, by: 'ops' });

  const readAll = async (): Promise<ReadonlyArray<RecordedEvent>> => {
    const all = { prefixes: [''], after: null, to: null, maxCount: 1_000_000, maxBytes: 2 ** 40 };
    const page = await eventStore.readRange(all)();
    return E.isRight(page) ? page.right.events : [];
  };

  const make = (): { readonly running: Capture; readonly begin: () => Promise<Capture> } => {
    let number = -1;
    const isAlive = (): boolean => number === captures - 1;
    const running = capture({
      eventStore: around(eventStore, captures),
      bus: {
        publish: (commands) => {
          if (refusal !== null) return TE.left(refusal);
          if (isAlive()) onBus.push(...commands);
          return TE.right(undefined);
        },
        consume: () => ({ stop: () => undefined, lose: () => undefined }),
        onWiped: (call) => {
          wiped.add(call);
          return () => void wiped.delete(call);
        },
      },
      routedOf: decodeRouting,
      erased: nobodyErased,
      openEvents: (routed) =>
        TE.right(
          routed.map((one) =>
            one.enclosed.form === 'open' && !erased.has(one.id) ? completeOpen(one, one.enclosed.part) : null,
          ),
        ),
      suspendHook: (suspension) => {
        suspensions.push(suspension);
        return suspendHook(suspension);
      },
      clock,
      identity,
      log: {
        info: () => undefined,
        warn: (message) => void warnings.push(message),
        error: (message) => void errors.push(message),
      },
      metrics: {
        captured: () => undefined,
        parked: () => undefined,
        republished: (blocks) => void (republished += blocks),
        copies: (events) => void (copies += events),
        conflicts: (events) => void (conflicts += events),
      },
      exactIds,
      defaultPolicy: { maxAttempts: 4, firstDelayMs: 15_000, factor: 1, maxDelayMs: 15_000, jitter: 0 },
      limits: { ...UNSETTLED_LIMITS, ...limits },
    });
    const begin = async (): Promise<Capture> => {
      number = captures;
      captures += 1;
      await running.start();
      await settled();
      return running;
    };
    return { running, begin };
  };

  return {
    clock,
    eventStore,
    start: () => make().begin(),
    standBy: async () => {
      const { running, begin } = make();
      running.standBy();
      await settled();
      return { begin, stop: running.stop };
    },
    hook: async (id, parts = {}) => {
      const definition = aDefinition({ windowMs: 0, ...parts });
      const created: HookEvent = {
        type: 'HookCreated',
        ...base(id),
        entity: 'shop',
        definition,
        secret: { id: 's', boxed: 'b' },
      };
      await write(
        hookStream(ACCOUNT, id),
        encodeHookEvent(created),
        encodeHookEvent({ type: 'HookActivated', ...base(id) }),
      );
    },
    change: (id, event) => write(hookStream(ACCOUNT, id), encodeHookEvent({ ...event, ...base(id) })),
    events: (...ids) => write(platformEventsStream(ACCOUNT, '2026-11-23'), ...ids.map(storedEvent)),
    erase: (id) => void erased.add(eventId(id)),
    published: () => {
      const commands = onBus;
      onBus = [];
      return commands;
    },
    refuse: (failure) => {
      refusal = failure;
    },
    answer: async (command, said, parts = {}) => {
      const { account, hook, run, block, root, turn, publication, hookRevision, probe, items } = command;
      const outcome: Outcome = {
        ...{ account, hook, block, root, turn, publication, hookRevision, sentRevision: hookRevision, probe },
        ...(run === undefined ? {} : { run: run.id }),
        at: clock.now(),
        answers: [
          {
            answer: 'delivered',
            indexes: items.map(({ index }) => index),
            round: 0,
            attempt: items[0]?.attempt ?? 1,
            ...said,
          },
        ],
        streak: { failures: 0, broken: true },
        gone: false,
        restMs: 0,
        ...parts,
      };
      await write(outcomesStream(0), { type: OUTCOMES, data: encodeOutcomes([outcome], new Map()) });
    },
    wipe: async () => {
      onBus = [];
      for (const call of wiped) call();
      await settled();
    },
    advance: async (ms) => {
      clock.advance(ms);
      await settled();
    },
    log: readAll,
    records: async () =>
      (await readAll()).flatMap((stored): ReadonlyArray<PageCaptured> => {
        if (stored.type !== 'PageCaptured') return [];
        const record: E.Either<unknown, CaptureRecord> = decodeCaptureRecord(stored);
        return E.isRight(record) && record.right.type === 'PageCaptured' ? [record.right] : [];
      }),
    suspensions,
    warnings,
    republished: () => republished,
    copies: () => ({ copies, conflicts }),
    errors,
  };
};

/** The events of a command by the letters of their ids. */
export const lettersOf = ({ items }: BlockCommand): string =>
  items.map(({ event }) => Buffer.from(event.slice(24).replace(/^(00)+/, ''), 'hex').toString()).join('');
