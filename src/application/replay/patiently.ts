import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../ports/event-store';
import { untilAvailable } from '../until-available';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';
import { type Walk } from './walk-log';

/** Asks again while the store says "not now"; any other end stands. */
export const patiently = async <A>(
  { clock, log }: Pick<ReplayDependencies, 'clock' | 'log'>,
  { isCancelled }: Pick<ReplayJob, 'isCancelled'>,
  ask: () => Walk<A>,
): Walk<A> => {
  const once = async (): Promise<E.Either<EventStoreUnavailable, Awaited<Walk<A>>>> => {
    const answer = await ask();
    return E.isLeft(answer) && typeof answer.left !== 'string' ? E.left(answer.left) : E.right(answer);
  };
  return E.flatten(await untilAvailable(once, { clock, log, stopped: isCancelled }));
};
