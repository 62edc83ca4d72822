import * as E from 'fp-ts/Either';
import { inMemoryDeliverySearch } from '../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { decodeParkedEvent } from '../../src/application/codecs/parked-codec';
import { type StateCounts } from '../../src/application/ports/delivery-search';
import { type EventStore } from '../../src/application/ports/event-store';
import { redeliveryBlocks } from '../../src/domain/parked/redelivery-blocks';
import { plainNames } from './search-log';

const must = <T>(answer: E.Either<unknown, T>): T => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};

export interface RebuiltSearch {
  /** What could not be folded. */
  readonly corrupt: ReadonlyArray<unknown>;
  /** Deliveries of a hook by state. */
  readonly countsOf: (account: number, hook: number) => Promise<StateCounts>;
}

/** A search filled anew from all that is left of the log. */
export const rebuiltSearch = async (eventStore: EventStore, named = plainNames): Promise<RebuiltSearch> => {
  const search = inMemoryDeliverySearch();
  const prefixes = ['hook-', 'captures-', 'outcomes-', 'parked-'];
  const page = must(
    await eventStore.readRange({ prefixes, after: null, to: null, maxCount: 1_000_000, maxBytes: 2 ** 40 })(),
  );
  const redeliveries = page.events.flatMap((event) => {
    const decoded = event.type === 'RedeliveryAsked' ? must(decodeParkedEvent(event)) : null;
    return decoded?.type === 'RedeliveryAsked' ? [[event.position, redeliveryBlocks(named)(decoded)] as const] : [];
  });
  const corrupt = must(await search.apply({ events: page.events, redeliveries: new Map(redeliveries) })());
  return {
    corrupt,
    countsOf: async (account, hook) => {
      const rows = must(await search.blocks({ account, hook, limit: 1_000_000 })());
      const counts = { waiting: 0, delivered: 0, parked: 0, discarded: 0 };
      for (const row of rows)
        for (const state of ['waiting', 'delivered', 'parked', 'discarded'] as const)
          counts[state] += row.counts[state];
      return counts;
    },
  };
};
