import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AcceptableDraft } from '../../domain/hook/hook-draft';
import { validateDefinition } from '../../domain/hook/validate-definition';
import {
  type Actor,
  type HookCommandFailure,
  type HookCommandOptions,
  type HookDefinitionInput,
  type HookSaved,
} from '../use-cases/hooks';
import { boxDefinition } from './box-definition';
import { commandHook } from './command-hook';
import { hookDraftOf } from './hook-draft-of';
import { type HookPorts } from './hook-ports';
import { livingHook } from './visible-hook';

export interface ChangeRequest extends HookCommandOptions {
  readonly actor: Actor;
  readonly hook: number;
  readonly input: HookDefinitionInput;
}

/** Replaces the definition; masked header values stay as they are stored. */
export const changeHook =
  (ports: HookPorts) =>
  ({ input, ...request }: ChangeRequest): TE.TaskEither<HookCommandFailure, HookSaved> => {
    const { account } = request.actor;
    return pipe(
      TE.fromEither<HookCommandFailure, AcceptableDraft>(
        validateDefinition(ports.policyFor(account))(hookDraftOf(account, input)),
      ),
      TE.flatMap(({ draft, warnings }) =>
        pipe(
          commandHook(ports)({
            ...request,
            commandFor: (base, state) =>
              pipe(
                livingHook(state, request.hook, account),
                E.flatMap(({ definition }) => boxDefinition(ports.secretBox)(draft, definition.destination)),
                E.map((definition) => ({ type: 'ChangeHook', ...base, definition })),
              ),
          }),
          TE.map((view) => ({ ...view, warnings })),
        ),
      ),
    );
  };
