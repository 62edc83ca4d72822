import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Hook } from '../../domain/hook/hook';
import { type HookCommand } from '../../domain/hook/hook-command';
import { hookStream } from '../streams';
import { type Actor, type HookCommandFailure, type HookCommandOptions, type HookView } from '../use-cases/hooks';
import { handleCommand, type Handled } from './handle-command';
import { hookAggregate } from './hook-aggregate';
import { type HookPorts } from './hook-ports';
import { retryOnConflict } from './retry-on-conflict';
import { asUnavailable } from './unavailable';
import { livingHook, visibleHook } from './visible-hook';

/** The fields every command has. */
export type CommandBase = Pick<HookCommand, 'hook' | 'account' | 'at' | 'by'>;

export interface HookRequest extends HookCommandOptions {
  readonly actor: Actor;
  readonly hook: number;
  /** Asked anew after every conflict, with the hook as it then stands. */
  readonly commandFor: (base: CommandBase, state: Hook) => E.Either<HookCommandFailure, HookCommand>;
}

export type CommandHookPorts = Pick<HookPorts, 'eventStore' | 'clock' | 'identity' | 'directory'>;

type Check = (state: Hook, revision: number) => E.Either<HookCommandFailure, void>;

const ifMatch =
  ({ actor, hook, expectedRevision }: HookRequest): Check =>
  (state, current) =>
    expectedRevision === undefined || expectedRevision === current || E.isLeft(livingHook(state, hook, actor.account))
      ? E.right(undefined)
      : E.left({ type: 'RevisionMismatch', current });

const viewOf =
  ({ actor, hook }: HookRequest) =>
  ({ state, revision, position }: Handled<Hook>): E.Either<HookCommandFailure, HookView> =>
    pipe(
      visibleHook(state, hook, actor.account),
      E.map((saved) => ({ hook: saved, revision: Number(revision), position })),
    );

/** One command on one hook; answers once the directory shows what it did. */
export const commandHook =
  ({ eventStore, clock, identity, directory }: CommandHookPorts) =>
  (request: HookRequest): TE.TaskEither<HookCommandFailure, HookView> => {
    const { actor, hook, commandFor } = request;
    const base = (): CommandBase => ({
      hook,
      account: actor.account,
      at: new Date(clock.now()).toISOString(),
      by: actor.name,
    });
    return pipe(
      handleCommand(hookAggregate)({ eventStore, identity })<HookCommandFailure>({
        stream: hookStream(actor.account, hook),
        commandFor: ({ state, last }) =>
          pipe(
            ifMatch(request)(state, Number(last?.revision ?? -1n)),
            E.flatMap(() => commandFor(base(), state)),
          ),
      }),
      retryOnConflict(),
      TE.mapError(asUnavailable),
      TE.flatMapEither(viewOf(request)),
      TE.tapTask(
        ({ position }) =>
          () =>
            directory.reached(position),
      ),
    );
  };
