import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { DEFAULT_OVERLAP_HOURS } from '../../domain/hook/rotate-signing-secret';
import { type HookCommandFailure, type HookEnded, type HookSaved, type HookUseCases } from '../use-cases/hooks';
import { activateHook } from './activate-hook';
import { changeHook } from './change-hook';
import { cloneHook } from './clone-hook';
import { type CommandBase, commandHook, type HookRequest } from './command-hook';
import { type HookCommand } from '../../domain/hook/hook-command';
import { createHook } from './create-hook';
import { type HookPorts } from './hook-ports';
import { newSecret } from './new-secret';
import { readHook } from './read-hook';
import { readHookHistory } from './read-hook-history';
import { hookNumbers } from './take-hook-number';

type Failing<A> = TE.TaskEither<HookCommandFailure, A>;
type Asked = Omit<HookRequest, 'commandFor'> & { readonly command: (base: CommandBase) => HookCommand };

/** What the doors can ask about hooks, on the log. */
export const hookUseCases = (ports: HookPorts): HookUseCases => {
  const numbers = hookNumbers(ports);
  const change = changeHook(ports);

  const saved = ({ command, ...request }: Asked): Failing<HookSaved> =>
    pipe(
      commandHook(ports)({ ...request, commandFor: (base) => E.right(command(base)) }),
      TE.map((view) => ({ ...view, warnings: [] })),
    );

  /** What waits is counted before the command, which lets capture discard it. */
  const ended = ({ command, ...request }: Asked): Failing<HookEnded> =>
    pipe(
      ports.sumOf(request.hook),
      TE.flatMap((waited): Failing<HookEnded> =>
        pipe(
          commandHook(ports)({ ...request, commandFor: (base) => E.right(command(base)) }),
          TE.map((view) => ({ ...view, waited })),
        ),
      ),
    );

  return {
    create: createHook(ports, numbers),
    change: (...[actor, hook, input, options]) => change({ ...options, actor, hook, input }),
    activate: (actor, hook, options) => activateHook(ports)({ ...options, actor, hook }),
    suspend: (actor, hook, { note, ...options }) =>
      saved({
        ...options,
        actor,
        hook,
        command: (base) => ({
          type: 'SuspendHook',
          ...base,
          reason: 'operator',
          ...(note === undefined ? {} : { note }),
        }),
      }),
    resume: (actor, hook, { skip, ...options }) =>
      ended({ ...options, actor, hook, command: (base) => ({ type: 'ResumeHook', ...base, skip }) }),
    deactivate: (actor, hook, options) =>
      saved({ ...options, actor, hook, command: (base) => ({ type: 'DeactivateHook', ...base }) }),
    clone: cloneHook(ports, numbers),
    remove: (actor, hook, options) =>
      ended({ ...options, actor, hook, command: (base) => ({ type: 'DeleteHook', ...base }) }),
    rotateSecret: (actor, hook, { overlapHours = DEFAULT_OVERLAP_HOURS, ...options }) => {
      const { signingSecret, secret } = newSecret(ports);
      return pipe(
        saved({
          ...options,
          actor,
          hook,
          command: (base) => ({ type: 'RotateSigningSecret', ...base, secret, overlapHours }),
        }),
        TE.map((view) => ({ ...view, signingSecret })),
      );
    },
    read: readHook(ports),
    list: (actor, filter) => TE.fromIO(() => ports.directory.list(actor.account, filter)),
    history: readHookHistory(ports),
  };
};
