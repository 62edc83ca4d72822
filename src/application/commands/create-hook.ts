import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { HOOK_DEFAULTS } from '../../domain/hook/hook-defaults';
import { wholeNumber } from '../../domain/hook/problem';
import { validateDefinition } from '../../domain/hook/validate-definition';
import { type Actor, type HookCommandFailure, type HookInput, type HookSavedWithSecret } from '../use-cases/hooks';
import { boxDefinition } from './box-definition';
import { commandHook } from './command-hook';
import { hookDraftOf } from './hook-draft-of';
import { type HookPorts } from './hook-ports';
import { newSecret } from './new-secret';
import { shakeHands } from './shake-hands';
import { type HookNumbers } from './take-hook-number';

type Failing<A> = TE.TaskEither<HookCommandFailure, A>;

/** A definition that may be saved under a new number. */
export interface NewHook {
  readonly definition: HookDefinition;
  readonly active: boolean;
  readonly clonedFrom?: number;
  readonly warnings: ReadonlyArray<string>;
}

const NUMBERS = { min: 1, max: 1_000_000_000 };

const invalid = (field: string, reason: string): HookCommandFailure => ({
  type: 'InvalidHook',
  problems: [{ field, reason }],
});

const entityOf = ({ entityOf: known }: HookPorts, account: number): E.Either<HookCommandFailure, string> => {
  const entity = known(account);
  return entity === undefined ? E.left(invalid('account', `account ${String(account)} is not open`)) : E.right(entity);
};

/** Saves a checked definition under a number just taken, with a signing secret of its own. */
export const saveNewHook =
  (ports: HookPorts) =>
  (actor: Actor, hook: number, { definition, active, clonedFrom, warnings }: NewHook): Failing<HookSavedWithSecret> => {
    const { signingSecret, secret } = newSecret(ports);
    const origin = clonedFrom === undefined ? {} : { clonedFrom };
    return pipe(
      commandHook(ports)({
        actor,
        hook,
        commandFor: (base) =>
          pipe(
            entityOf(ports, actor.account),
            E.map((entity) => ({ type: 'CreateHook', ...base, entity, definition, active, secret, ...origin })),
          ),
      }),
      TE.map((view) => ({ ...view, warnings, signingSecret })),
    );
  };

const checked = (ports: HookPorts, account: number, input: HookInput): E.Either<HookCommandFailure, NewHook> => {
  const problems = input.id === undefined ? [] : wholeNumber('id', input.id, NUMBERS);
  if (problems.length > 0) return E.left({ type: 'InvalidHook', problems });
  return pipe(
    validateDefinition(ports.policyFor(account))(hookDraftOf(account, input.definition)),
    E.flatMap(({ draft, warnings }) =>
      pipe(
        boxDefinition(ports.secretBox)(draft),
        E.map((definition) => ({
          definition,
          active: input.active ?? HOOK_DEFAULTS[definition.format.kind].active,
          warnings,
        })),
      ),
    ),
  );
};

export const createHook =
  (ports: HookPorts, numbers: HookNumbers) =>
  (actor: Actor, input: HookInput): Failing<HookSavedWithSecret> =>
    pipe(
      TE.fromEither(checked(ports, actor.account, input)),
      TE.flatMap((hook): Failing<NewHook> =>
        hook.active
          ? pipe(
              shakeHands(ports)(hook.definition),
              TE.map((definition) => ({ ...hook, definition })),
            )
          : TE.right(hook),
      ),
      TE.flatMap((hook) =>
        pipe(
          input.id === undefined ? numbers.next(actor.account) : numbers.chosen(actor.account, input.id),
          TE.flatMap((number) => saveNewHook(ports)(actor, number, hook)),
        ),
      ),
    );
