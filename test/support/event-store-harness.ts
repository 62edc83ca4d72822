import { type EventStore } from '../../src/application/ports/event-store';

/** What a store can promise beyond the port's common ground; a suite leaves out what a store cannot. */
export interface EventStoreAbilities {
  /** A repeat under `any` is recognised whenever it comes, and a known id is refused in every stream. */
  readonly exactIds: boolean;
  readonly find: boolean;
  /** Retention hides events from ranges and subscriptions too, not only from streams. */
  readonly hidesInRanges: boolean;
}

export interface EventStoreHarness {
  readonly store: EventStore;
  readonly can: EventStoreAbilities;
  /** Lets the store's clock run on; absent where the clock is not ours. */
  readonly passTime?: (ms: number) => void;
  readonly dispose: () => Promise<void>;
}
export type OpenEventStore = () => Promise<EventStoreHarness>;

let tags = 0;
/** A new category, so that suites can share one server: streams of a test are `<tag>-…`. */
export const newTag = (): string => {
  tags += 1;
  return `t${process.hrtime.bigint().toString(36)}x${String(tags)}`;
};
