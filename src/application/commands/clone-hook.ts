import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { cloneName } from '../../domain/hook/clone-name';
import { neverMatching } from '../../domain/hook/warnings';
import { type Actor, type HookCommandFailure, type HookSavedWithSecret } from '../use-cases/hooks';
import { saveNewHook } from './create-hook';
import { type HookPorts } from './hook-ports';
import { readHook } from './read-hook';
import { type HookNumbers } from './take-hook-number';

/** A new inactive hook with the destination and credentials of another, and a signing secret of its own (decision 3). */
export const cloneHook =
  (ports: HookPorts, numbers: HookNumbers) =>
  (actor: Actor, origin: number): TE.TaskEither<HookCommandFailure, HookSavedWithSecret> =>
    pipe(
      readHook(ports)(actor, origin),
      TE.flatMap(({ hook }) => {
        if (hook.status === 'deleted') return TE.left<HookCommandFailure>({ type: 'HookDeleted', hook: origin });
        const definition = { ...hook.definition, name: cloneName(hook.definition.name) };
        const warnings = neverMatching(ports.policyFor(actor.account).catalogue, definition.rule);
        return pipe(
          numbers.next(actor.account),
          TE.flatMap((number) =>
            saveNewHook(ports)(actor, number, { definition, active: false, clonedFrom: origin, warnings }),
          ),
        );
      }),
    );
