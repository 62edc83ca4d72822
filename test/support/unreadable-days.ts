import * as TE from 'fp-ts/TaskEither';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { PREFIXES } from '../../src/application/streams';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { type EngineKind } from './engine-kinds';

export interface UnreadableDays {
  readonly kind: EngineKind;
  /** From now on the streams of the days answer no reads; everything else does. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** Reads that were not answered. */
  readonly turnedAway: () => number;
}

/** An engine whose log can be read or not, as a test says. */
export const unreadableDays = (kind: EngineKind): UnreadableDays => {
  let isCut = false;
  let turnedAway = 0;
  const around = (store: ClosableEventStore): ClosableEventStore => ({
    ...store,
    readStream: (stream, how) => {
      if (!isCut || !stream.startsWith(PREFIXES.platformEvents)) return store.readStream(stream, how);
      turnedAway += 1;
      return TE.left({
        type: 'EventStoreUnavailable',
        retryable: true,
        outcome: 'not-written',
        detail: 'the test cut it off',
      });
    },
  });
  return {
    kind: {
      ...kind,
      lay: async () => {
        const ground = await kind.lay();
        return {
          ...ground,
          swap: (container) => {
            ground.swap?.(container);
            const store: ClosableEventStore = container.get(TOKENS.eventStore);
            container.rebind(TOKENS.eventStore).toConstantValue(around(store));
            // It would read past the cut.
            container.rebind(TOKENS.pageThreads).toConstantValue(null);
          },
        };
      },
    },
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
    },
    turnedAway: () => turnedAway,
  };
};
