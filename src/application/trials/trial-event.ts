import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { checkEvent, MAX_AHEAD_MS } from '../../domain/platform-event/check-event';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type EventInput } from '../use-cases/events';
import { type TrialEventInvalid } from '../use-cases/hook-trials';
import { type TrialDependencies } from './trial-dependencies';

/** The event as it would be recorded. */
export const trialEvent = (
  { identity, clock, catalogueOf }: Pick<TrialDependencies, 'identity' | 'clock' | 'catalogueOf'>,
  account: number,
  input: EventInput,
): E.Either<TrialEventInvalid, PlatformEvent> => {
  const catalogue = catalogueOf(account);
  const check = checkEvent({
    account,
    now: clock.now(),
    maxAheadMs: MAX_AHEAD_MS,
    isKnownType: (type) => catalogue.find(type) !== undefined,
    named: identity.named,
    newId: identity.random,
  });
  return pipe(
    check(input),
    E.mapLeft((problems) => ({ type: 'TrialEventInvalid', problems })),
  );
};
