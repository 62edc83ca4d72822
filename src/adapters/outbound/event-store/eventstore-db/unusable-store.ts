import * as TE from 'fp-ts/TaskEither';
import { type ClosableEventStore, type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { emptySubscription } from './log-subscription';

/** A store that can do nothing but say why. */
export const unusableStore = (failure: EventStoreUnavailable): ClosableEventStore => {
  const subscriptions = new Set<() => void>();
  const answer = (): TE.TaskEither<EventStoreUnavailable, never> => TE.left(failure);
  return {
    ready: TE.left(failure),
    append: answer,
    deleteStream: answer,
    readStream: answer,
    readRange: answer,
    find: answer,
    lastPosition: answer,
    readMetadata: answer,
    writeMetadata: answer,
    subscribe: () => {
      const subscription = emptySubscription(() => subscriptions.delete(subscription.close));
      subscriptions.add(subscription.close);
      return subscription;
    },
    close: () => {
      for (const close of [...subscriptions]) close();
      return Promise.resolve();
    },
  };
};
