import { type OpenEventStore } from '../support/event-store-harness';
import { itAppends } from './event-store-append.contract';
import { itForgets } from './event-store-retention.contract';
import { itKnowsRepeats } from './event-store-idempotency.contract';
import { itReadsRanges } from './event-store-range.contract';
import { itReadsStreams } from './event-store-read.contract';
import { itSubscribes } from './event-store-subscribe.contract';

/** Every event store runs this suite; an adapter is finished when it passes. */
export const itBehavesLikeAnEventStore = (open: OpenEventStore): void => {
  describe('behaves like an event store:', () => {
    itAppends(open);
    itKnowsRepeats(open);
    itReadsStreams(open);
    itReadsRanges(open);
    itSubscribes(open);
    itForgets(open);
  });
};
