import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HandshakeGrant } from '../../domain/destination/handshake';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type AcceptableDraft, type HookDraft } from '../../domain/hook/hook-draft';
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
import { readHook } from './read-hook';
import { grantBefore, grantOf, shakeHands, withGrant } from './shake-hands';
import { livingHook } from './visible-hook';

export interface ChangeRequest extends HookCommandOptions {
  readonly actor: Actor;
  readonly hook: number;
  readonly input: HookDefinitionInput;
}

/** A hook that sends asks a new address before it is saved; an inactive one asks when it is activated. */
const grantFor =
  (ports: HookPorts) =>
  (
    { actor, hook }: Pick<ChangeRequest, 'actor' | 'hook'>,
    draft: HookDraft,
  ): TE.TaskEither<HookCommandFailure, HandshakeGrant | undefined> => {
    if (draft.destination.kind !== 'http' || draft.destination.handshake === undefined) return TE.right(undefined);
    return pipe(
      readHook(ports)(actor, hook),
      TE.flatMap(({ hook: standing }) => {
        const { destination } = standing.definition;
        return pipe(
          TE.fromEither<HookCommandFailure, HookDefinition>(boxDefinition(ports.secretBox)(draft, destination)),
          TE.flatMap((asked): TE.TaskEither<HookCommandFailure, HandshakeGrant | undefined> => {
            const before = grantBefore(asked, destination);
            return before !== undefined || standing.status === 'inactive'
              ? TE.right(before)
              : pipe(shakeHands(ports)(asked), TE.map(grantOf));
          }),
        );
      }),
    );
  };

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
          grantFor(ports)(request, draft),
          TE.flatMap((granted) =>
            commandHook(ports)({
              ...request,
              commandFor: (base, state) =>
                pipe(
                  livingHook(state, request.hook, account),
                  E.flatMap(({ definition }) => boxDefinition(ports.secretBox)(draft, definition.destination)),
                  E.map((definition) => ({ type: 'ChangeHook', ...base, definition: withGrant(definition, granted) })),
                ),
            }),
          ),
          TE.map((view) => ({ ...view, warnings })),
        ),
      ),
    );
  };
