import * as E from 'fp-ts/Either';
import { type ProfileErased } from '../../domain/erasure/erasure-event';
import { encodeErasureEvent } from '../codecs/erasure-codec';
import { arrivedWith } from '../codecs/tracing';
import { appendSurely } from '../commands/append-surely';
import { unavailable } from '../deliveries/delivery-failure';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStore } from '../ports/key-store';
import { type Log } from '../ports/log';
import { type AskedErasure, type Erasures } from '../read-models/erasures';
import { erasuresStream } from '../streams';
import { type Actor } from '../use-cases/hooks';
import { type ErasureFailure, type ProfileErasure, type ProfileUseCases } from '../use-cases/profiles';
import { finishErasure, type FinishErasureDependencies } from './finish-erasure';

export interface EraseDependencies extends FinishErasureDependencies {
  readonly keyStore: Pick<KeyStore, 'drop' | 'pseudonym'>;
  readonly erasures: Pick<Erasures, 'note' | 'pending'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

const LONGEST_ID = 200;

/** The log first: from then on nobody who hears of it sends or keeps anything, and a crash leaves it to be finished. */
const ask = async (
  { eventStore, identity, clock, erasures }: EraseDependencies,
  actor: Actor,
  owner: string,
): Promise<E.Either<EventStoreUnavailable, AskedErasure>> => {
  const erased: ProfileErased = {
    type: 'ProfileErased',
    erasure: identity.random(),
    account: actor.account,
    owner,
    at: new Date(clock.now()).toISOString(),
    by: actor.name,
  };
  const event = { id: identity.random(), metadata: arrivedWith(erased.erasure), ...encodeErasureEvent(erased) };
  const append = { stream: erasuresStream(actor.account), expected: 'any', events: [event] } as const;
  const appended = await appendSurely(eventStore)(append)();
  if (E.isLeft(appended)) return E.left(unavailable(appended.left));
  const asked = { erased, position: appended.right.position };
  erasures.note(asked);
  return E.right(asked);
};

/** Erases people of an account (design 3, Personal data). */
export const profileUseCases = (dependencies: EraseDependencies): ProfileUseCases => {
  const finish = finishErasure(dependencies);
  return {
    erase: (actor, profile) => async (): Promise<E.Either<ErasureFailure, ProfileErasure>> => {
      if (profile.length === 0 || profile.length > LONGEST_ID)
        return E.left({ type: 'InvalidProfile', reason: `must have 1 to ${String(LONGEST_ID)} characters` });
      const owner = dependencies.keyStore.pseudonym(actor.account, profile);
      const asked = await ask(dependencies, actor, owner);
      if (E.isLeft(asked)) return asked;
      const discarded = await finish(asked.right)();
      if (E.isLeft(discarded)) return discarded;
      const { erasure, at } = asked.right.erased;
      return E.right({ erasure, pseudonym: owner, at, discarded: discarded.right });
    },
  };
};

/** After a start, before anything new is recorded: finishes what a crash broke off. */
export const finishErasures = (dependencies: EraseDependencies) => async (): Promise<void> => {
  const finish = finishErasure(dependencies);
  for (const asked of dependencies.erasures.pending()) {
    const { erasure, account } = asked.erased;
    const finished = await finish(asked)();
    if (E.isRight(finished)) dependencies.log.info('an erasure that was broken off is finished', { erasure, account });
    else
      dependencies.log.warn('an erasure could not be finished; erase the profile again or start anew', {
        erasure,
        account,
        detail: finished.left.detail,
      });
  }
};
