import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { itemShaper } from '../capture/block-content';
import { deliveriesOfStretch } from '../capture/deliveries-of-stretch';
import { readStretch } from '../capture/read-stretch';
import { type RoutedEvent } from '../codecs/routed-event';
import { untilAvailable } from '../until-available';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';
import { type PlacesOf } from './replayed-lane';

/** Asks until the key store answers; null also when the replay is cancelled meanwhile. */
export const openedIn =
  ({ openEvents, clock, log }: ReplayDependencies, { isCancelled }: ReplayJob) =>
  async (routed: RoutedEvent): Promise<PlatformEvent | null> => {
    const opened = await untilAvailable(openEvents([routed]), { clock, log, stopped: isCancelled });
    return E.isLeft(opened) ? null : (opened.right[0] ?? null);
  };

/** Where the deliveries of a hook's block are in the log. */
export const placesIn = (
  dependencies: ReplayDependencies,
  { account, isCancelled }: ReplayJob,
): ((hook: number) => PlacesOf) => {
  const { openEvents, identity, clock, log } = dependencies;
  const build = {
    ...dependencies,
    read: readStretch({ ...dependencies, copiesWithin: dependencies.capture.copiesWithin }),
    open: openEvents,
    shape: itemShaper(identity.named),
  };
  const deliveries = deliveriesOfStretch(build, () => account);
  return (hook) => async (block) => {
    const read = await untilAvailable(deliveries(hook, block), { clock, log, stopped: isCancelled });
    return E.isLeft(read) || read.right.length !== block.n ? null : read.right.map(({ position }) => position);
  };
};
