import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type NatsConnection } from 'nats';
import { REPLAY_QUERIES, type ReplayCall } from '../../../../application/codecs/query-codec';
import { type ReplayRefusal, type ReplayUseCases, type ReplayView } from '../../../../application/use-cases/replays';
import { askOver } from './ask';

/** Asks the process that holds capture. */
export const remoteReplays = (connection: NatsConnection): ReplayUseCases => {
  const ask = askOver(connection);
  const call =
    (name: ReplayCall, args: ReadonlyArray<unknown>): TaskEither<ReplayRefusal, ReplayView> =>
    async () => {
      const answered = await ask(`${REPLAY_QUERIES}.${name}`, args)();
      if (E.isLeft(answered)) return E.left({ type: 'CaptureUnavailable', detail: answered.left });
      // Processes of one version speak to each other: what comes back is what the use case says.
      return answered.right as E.Either<ReplayRefusal, ReplayView>;
    };
  return {
    start: (actor, request) => call('start', [actor, request]),
    read: (actor, replay) => call('read', [actor, replay]),
    cancel: (actor, replay) => call('cancel', [actor, replay]),
  };
};
