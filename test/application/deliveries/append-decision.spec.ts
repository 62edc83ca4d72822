import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { decodeParkedEvent } from '../../../src/application/codecs/parked-codec';
import { appendDecision } from '../../../src/application/deliveries/append-decision';
import { type EventStore } from '../../../src/application/ports/event-store';
import { parkedStream } from '../../../src/application/streams';
import { type DeliveriesDiscarded } from '../../../src/domain/parked/parked-event';
import { aRef, right } from '../../contracts/delivery-search.contract';
import { countingIdentity } from '../../support/counting-identity';

type Discarded = DeliveriesDiscarded['deliveries'][number];

const discarded = (n: number): ReadonlyArray<Discarded> =>
  Array.from({ length: n }, (_, index) => ({ ...aRef('a', index), from: 'parked' as const }));

const eventOf = (deliveries: ReadonlyArray<Discarded>): DeliveriesDiscarded => ({
  type: 'DeliveriesDiscarded',
  hook: 1,
  at: '2026-11-23T00:00:00Z',
  by: 'anna',
  reason: 'obsolete',
  deliveries,
});

describe('A decision about many deliveries', () => {
  const decide = (eventStore: EventStore, n: number) =>
    appendDecision(
      { eventStore, identity: countingIdentity() },
      { account: 1, hook: 1, deliveries: discarded(n) },
      eventOf,
    );

  const namedIn = async (eventStore: EventStore): Promise<ReadonlyArray<ReadonlyArray<number>>> => {
    const page = await right(
      eventStore.readStream(parkedStream(1, 1), { direction: 'forwards', from: 'start', maxCount: 100 }),
    );
    return page.events.map((event) => {
      const decoded = decodeParkedEvent(event);
      return E.isRight(decoded) ? decoded.right.deliveries.map(({ index }) => index) : [];
    });
  };

  it('is written in events of at most five hundred, none left out and in order', async () => {
    const eventStore = inMemoryEventStore();
    expect(await decide(eventStore, 1201)).to.deep.equal(E.right({ deliveries: 1201 }));
    const named = await namedIn(eventStore);
    expect(named.map((indexes) => indexes.length)).to.deep.equal([500, 500, 201]);
    expect(named.flat()).to.deep.equal(discarded(1201).map(({ index }) => index));
  });

  it('writes nothing when it names none', async () => {
    const eventStore = inMemoryEventStore();
    expect(await decide(eventStore, 0)).to.deep.equal(E.right({ deliveries: 0 }));
    expect(await namedIn(eventStore)).to.deep.equal([]);
  });

  it('of a thousand deliveries goes in one append, whole or not at all', async () => {
    const eventStore = inMemoryEventStore();
    let appends = 0;
    const append: EventStore['append'] = (...asked) => {
      appends += 1;
      return eventStore.append(...asked);
    };
    await decide({ ...eventStore, append }, 1000);
    expect(appends).to.equal(1);
  });

  it('says what is the matter when the log does not answer', async () => {
    const down = { type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' } as const;
    const eventStore = { ...inMemoryEventStore(), append: () => TE.left(down) };
    expect(await decide(eventStore, 1)).to.deep.equal(E.left(down));
  });
});
