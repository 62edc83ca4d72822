import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import {
  type Actor,
  type HookCommandFailure,
  type HookCommandOptions,
  type HookSaved,
  type HookView,
} from '../use-cases/hooks';
import { commandHook } from './command-hook';
import { type HookPorts } from './hook-ports';
import { readHook } from './read-hook';
import { shakeHands } from './shake-hands';

type Failing<A> = TE.TaskEither<HookCommandFailure, A>;

export interface ActivateRequest extends HookCommandOptions {
  readonly actor: Actor;
  readonly hook: number;
}

const isShaking = ({ destination }: HookDefinition): boolean =>
  destination.kind === 'http' && destination.handshake !== undefined;

/** Where the destination wants a handshake it is done first, and what was granted is remembered with the hook. */
export const activateHook =
  (ports: HookPorts) =>
  (request: ActivateRequest): Failing<HookSaved> => {
    const activate = (options: HookCommandOptions): Failing<HookView> =>
      commandHook(ports)({
        ...request,
        ...options,
        commandFor: (base) => E.right({ type: 'ActivateHook', ...base }),
      });
    const remember = (definition: HookDefinition, options: HookCommandOptions): Failing<HookView> =>
      commandHook(ports)({
        ...request,
        ...options,
        commandFor: (base) => E.right({ type: 'ChangeHook', ...base, definition }),
      });
    return pipe(
      readHook(ports)(request.actor, request.hook),
      TE.flatMap((view): Failing<HookView> => {
        const { definition, status } = view.hook;
        if (status !== 'inactive' || !isShaking(definition)) return activate({});
        return pipe(
          shakeHands(ports)(definition),
          TE.flatMap((granted) => remember(granted, { expectedRevision: request.expectedRevision ?? view.revision })),
          TE.flatMap(({ revision }) => activate({ expectedRevision: revision })),
        );
      }),
      TE.map((view) => ({ ...view, warnings: [] })),
    );
  };
