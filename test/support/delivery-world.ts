import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { inMemoryDeliverySearch } from '../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { encodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import { decodeParkedEvent, encodeParkedEvent } from '../../src/application/codecs/parked-codec';
import { collectTexts, responsesOwner } from '../../src/application/codecs/response-texts';
import { type StoredEvent } from '../../src/application/codecs/stored-event';
import { type HookStatus, type StretchDelivery } from '../../src/application/deliveries/delivery-dependencies';
import { knownDeliveries } from '../../src/application/deliveries/known-deliveries';
import { deliveryUseCases } from '../../src/application/deliveries/delivery-use-cases';
import { type EventStore } from '../../src/application/ports/event-store';
import { nobodyErased } from '../../src/application/read-models/erasures';
import { CAPTURES, outcomesStream, parkedStream, platformEventsStream } from '../../src/application/streams';
import { type DeliveryUseCases } from '../../src/application/use-cases/deliveries';
import { type HookSum } from '../../src/application/use-cases/sums';
import { type PageCaptured } from '../../src/domain/capture/capture-record';
import { type Outcome } from '../../src/domain/delivery/outcome';
import { type ParkedEvent } from '../../src/domain/parked/parked-event';
import { redeliveryBlocks } from '../../src/domain/parked/redelivery-blocks';
import { countingIdentity } from './counting-identity';
import { fixedClock } from './fixed-clock';
import { aPage, searchLog } from './search-log';

/** An in-memory log with one account, hook 1, and a search abreast of it whenever asked. */
export interface DeliveryWorld {
  readonly deliveries: DeliveryUseCases;
  readonly eventStore: EventStore;
  /** Records `n` clicks and answers their positions. */
  readonly clicks: (n: number) => Promise<ReadonlyArray<bigint>>;
  /** Captures everything from `from` to `to` as one block and answers its root. */
  readonly block: (from: bigint, to: bigint, n: number) => Promise<string>;
  /** Captures the click at `position` as one that could not be shaped, and answers its delivery id. */
  readonly unshaped: (position: bigint, reason: string) => Promise<string>;
  readonly answered: (...outcomes: ReadonlyArray<Outcome>) => Promise<void>;
  readonly park: (event: ParkedEvent) => Promise<string>;
  readonly hookIs: (status: HookStatus['status']) => void;
  readonly sumIs: (sum: HookSum) => void;
  /** Newest event of hook 1's parked stream. */
  readonly newestDecision: () => Promise<ParkedEvent>;
}

const must = <T>(answer: E.Either<unknown, T>): T => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

export const deliveryWorld = async (): Promise<DeliveryWorld> => {
  const eventStore = inMemoryEventStore();
  const keyStore = inMemoryKeyStore();
  const inner = inMemoryDeliverySearch();
  const identity = countingIdentity();
  const clock = fixedClock();
  let status: HookStatus['status'] = 'active';
  let sum: HookSum | null = null;
  let read: bigint | null = null;
  const events: StretchDelivery[] = [];

  const append = async (stream: string, stored: StoredEvent, id = identity.random()) =>
    must(await eventStore.append(stream, 'any', [{ id, ...stored }])());

  const catchUp = async (): Promise<void> => {
    const range = { prefixes: ['hook-', 'captures-', 'outcomes-', 'parked-'], to: null, maxCount: 1000, maxBytes: 1e9 };
    const page = must(await eventStore.readRange({ ...range, after: read })());
    const redeliveries = page.events.flatMap((event) => {
      const decoded = event.type === 'RedeliveryAsked' ? must(decodeParkedEvent(event)) : null;
      return decoded?.type === 'RedeliveryAsked'
        ? [[event.position, redeliveryBlocks(identity.named)(decoded)] as const]
        : [];
    });
    must(await inner.apply({ events: page.events, redeliveries: new Map(redeliveries) })());
    read = page.events.at(-1)?.position ?? read;
  };
  const created = searchLog();
  created.hookIs(1, 'created');
  for (const { stream, type, data } of created.events()) await append(stream, { type, data });

  const deliveries = deliveryUseCases({
    known: knownDeliveries(),
    eventStore,
    keyStore,
    erased: nobodyErased,
    identity,
    clock,
    search: {
      ...inner,
      blocks: (query) => TE.flatMap(() => inner.blocks(query))(TE.fromTask(catchUp)),
      rows: (roots) => TE.flatMap(() => inner.rows(roots))(TE.fromTask(catchUp)),
      named: (hook, names) => TE.flatMap(() => inner.named(hook, names))(TE.fromTask(catchUp)),
      covering: (query) => TE.flatMap(() => inner.covering(query))(TE.fromTask(catchUp)),
      parkedRevisions: (query) => TE.flatMap(() => inner.parkedRevisions(query))(TE.fromTask(catchUp)),
    },
    hookOf: (hook) => (hook === 1 ? { account: 1, status, packaging: 'together' } : undefined),
    deliveriesOfStretches: (_hook, stretches) =>
      TE.right(
        stretches.map(({ from, to }) =>
          events
            .filter(({ position }) => position >= from && position <= to)
            .map((event, index) => ({ ...event, index })),
        ),
      ),
    sumOf: () => TE.right(sum),
  });

  return {
    deliveries,
    eventStore,
    clicks: async (n) => {
      const positions: bigint[] = [];
      for (let at = 0; at < n; at += 1) {
        const id = identity.random();
        const occurredAt = '2026-11-23T09:00:00Z';
        const data = {
          v: 1,
          account: 1,
          type: 'click',
          source: 's',
          occurredAt,
          subjects: {},
          open: { producerId: id, data: {} },
        };
        const stored = { type: 'PlatformEvent', data: JSON.stringify(data) };
        const { position } = await append(platformEventsStream(1, '2026-11-23'), stored, id);
        positions.push(position);
        events.push({ index: 0, delivery: `delivery-of-${id}`, event: id, eventType: 'click', occurredAt, position });
      }
      return positions;
    },
    block: async (from, to, n) => {
      const root = identity.named('block', String(from));
      const page: Partial<PageCaptured> = {
        at: Number(to),
        blocks: [{ id: root, hook: 1, from, to, n, bytes: 10 * n, revision: 3 }],
      };
      await append(CAPTURES, encodeCaptureRecord(aPage(page)));
      return root;
    },
    unshaped: async (position, reason) => {
      const delivery = identity.named('delivery', String(position));
      const event = events.find((click) => click.position === position)?.event ?? '';
      const ref = { delivery, event, position, revision: 3, root: delivery, index: 0, round: 0 };
      const entry = { ...ref, eventType: 'click', attempts: 0, reason, sealed: '', bytes: 0 };
      const at = '2026-11-23T10:00:00Z';
      const stored = encodeParkedEvent({ type: 'DeliveriesParked', hook: 1, at, deliveries: [entry] });
      const parkedRevision = String((await append(parkedStream(1, 1), stored)).revision);
      const parked = [{ hook: 1, delivery, position, reason, parkedRevision }];
      await append(CAPTURES, encodeCaptureRecord(aPage({ parked })));
      return delivery;
    },
    answered: async (...outcomes) => {
      const sealed = new Map<number, { owner: string; sealed: string }>();
      for (const { account, plain } of collectTexts(outcomes)) {
        const owner = responsesOwner(0);
        const [text = ''] = must(await keyStore.seal([{ account, owner, plain }])());
        sealed.set(account, { owner, sealed: text });
      }
      await append(outcomesStream(0), { type: OUTCOMES, data: encodeOutcomes(outcomes, sealed) });
    },
    park: async (event) => String((await append(parkedStream(1, 1), encodeParkedEvent(event))).revision),
    hookIs: (next) => {
      status = next;
    },
    sumIs: (next) => {
      sum = next;
    },
    newestDecision: async () => {
      const page = await eventStore.readStream(parkedStream(1, 1), {
        direction: 'backwards',
        from: 'end',
        maxCount: 1,
      })();
      const [event] = must(page).events;
      if (event === undefined) throw new Error('nothing was decided');
      return must(decodeParkedEvent(event));
    },
  };
};
