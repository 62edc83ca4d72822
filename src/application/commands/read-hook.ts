import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type EventStore } from '../ports/event-store';
import { hookStream } from '../streams';
import { type Actor, type HookCommandFailure, type HookView } from '../use-cases/hooks';
import { hookAggregate } from './hook-aggregate';
import { loadAggregate } from './load-aggregate';
import { asUnavailable } from './unavailable';
import { visibleHook } from './visible-hook';

/** As its stream tells it, so never older than the last answer to a command. */
export const readHook =
  ({ eventStore }: { readonly eventStore: Pick<EventStore, 'readStream'> }) =>
  (actor: Actor, hook: number): TE.TaskEither<HookCommandFailure, HookView> =>
    pipe(
      loadAggregate(hookAggregate)(eventStore)(hookStream(actor.account, hook)),
      TE.mapError(asUnavailable),
      TE.flatMapEither(({ state, last }) =>
        pipe(
          visibleHook(state, hook, actor.account),
          E.map((found) => ({
            hook: found,
            revision: Number(last?.revision ?? -1n),
            position: last?.position ?? 0n,
          })),
        ),
      ),
    );
