import { type EventSubscription } from '../../../../application/ports/event-store';
import { type KeyCache } from './key-cache';
import { readKeyEvent } from './key-events';

export interface Followers {
  readonly cache: KeyCache;
  /** Lets go of the key wherever else it is held. */
  readonly forget: (name: string) => void;
}
type Page = NonNullable<Awaited<ReturnType<EventSubscription['next']>>>;

const tell = (page: Page, { cache, forget }: Followers): void => {
  for (const event of page) {
    const read = readKeyEvent(event);
    if (read?.type === 'ProfileKeyMade') cache.toldMade(read.name, event.revision, read.wrapped);
    if (read?.type !== 'ProfileKeyDropped') continue;
    cache.toldDropped(read.name, event.revision);
    forget(read.name);
  }
  const last = page.at(-1);
  if (last !== undefined) cache.followedTo(last.position);
};

/** Ends with the subscription; from then on nothing is kept at hand. */
export const followKeys = async (subscription: EventSubscription, followers: Followers): Promise<void> => {
  try {
    for (let page = await subscription.next(); page !== null; page = await subscription.next()) tell(page, followers);
  } finally {
    followers.cache.unfollowed();
  }
};
