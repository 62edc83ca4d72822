import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type LivingHook } from '../../domain/hook/hook';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type AcceptableDraft, type DestinationDraft } from '../../domain/hook/hook-draft';
import { validateDefinition } from '../../domain/hook/validate-definition';
import { neverMatching } from '../../domain/hook/warnings';
import { type ShapingHook } from '../capture/block-content';
import { hookDraftOf } from '../commands/hook-draft-of';
import { readHook } from '../commands/read-hook';
import { livingHook } from '../commands/visible-hook';
import { type DryRunRequest } from '../use-cases/hook-trials';
import { type Actor, type HookCommandFailure, type HookDefinitionInput, type HookView } from '../use-cases/hooks';
import { type TrialDependencies } from './trial-dependencies';

/** The hook of a dry run: a saved one, one with another definition, or one that is not saved at all. */
export interface TriedHook {
  readonly shaping: ShapingHook;
  /** Null: not saved. */
  readonly status: LivingHook['status'] | null;
  readonly warnings: ReadonlyArray<string>;
}
type Trying = TE.TaskEither<HookCommandFailure, TriedHook>;

/** Stands for the number of a hook that has none yet. */
export const NO_NUMBER = 0;

/** A saved hook that is not deleted. */
export const livingView =
  ({ eventStore }: Pick<TrialDependencies, 'eventStore'>) =>
  (actor: Actor, hook: number): TE.TaskEither<HookCommandFailure, HookView & { readonly hook: LivingHook }> =>
    pipe(
      readHook({ eventStore })(actor, hook),
      TE.flatMapEither((view) =>
        pipe(
          livingHook(view.hook, hook, actor.account),
          E.map((living) => ({ ...view, hook: living })),
        ),
      ),
    );

/** Nothing is stored of it, so nothing is encrypted either: the values are of no use to a dry run. */
const withoutSecrets = (destination: DestinationDraft): HookDefinition['destination'] => {
  if (destination.kind !== 'http') return destination;
  const { oauth2, ...rest } = destination;
  const headers = destination.headers.map(({ name }) => ({ name, boxedValue: '' }));
  if (oauth2 === undefined) return { ...rest, headers };
  const { clientSecret: _clientSecret, ...client } = oauth2;
  return { ...rest, headers, oauth2: { ...client, boxedClientSecret: '' } };
};

const accepted = (
  { policyFor }: TrialDependencies,
  { account }: Actor,
  input: HookDefinitionInput,
): E.Either<HookCommandFailure, AcceptableDraft> => validateDefinition(policyFor(account))(hookDraftOf(account, input));

const definitionOf = ({ draft }: AcceptableDraft): HookDefinition => ({
  ...draft,
  destination: withoutSecrets(draft.destination),
});

const unsaved = (dependencies: TrialDependencies, actor: Actor, input: HookDefinitionInput): Trying =>
  pipe(
    TE.fromEither(accepted(dependencies, actor, input)),
    TE.map((draft) => ({
      shaping: {
        hook: NO_NUMBER,
        revision: 0,
        entity: dependencies.entityOf(actor.account) ?? '',
        definition: definitionOf(draft),
      },
      status: null,
      warnings: draft.warnings,
    })),
  );

/** The definition as it stands, or the one given in its place. */
const saved = (
  dependencies: TrialDependencies,
  actor: Actor,
  { hook, definition }: { readonly hook: number; readonly definition?: HookDefinitionInput },
): Trying =>
  pipe(
    livingView(dependencies)(actor, hook),
    TE.flatMapEither(({ hook: standing, revision }) => {
      const shaping = { hook, revision, entity: standing.entity, definition: standing.definition };
      const { status } = standing;
      if (definition === undefined) {
        const { catalogue } = dependencies.policyFor(actor.account);
        return E.right({ shaping, status, warnings: neverMatching(catalogue, standing.definition.rule) });
      }
      return pipe(
        accepted(dependencies, actor, definition),
        E.map((draft) => ({
          shaping: { ...shaping, definition: definitionOf(draft) },
          status,
          warnings: draft.warnings,
        })),
      );
    }),
  );

const NOTHING_TO_TRY: HookCommandFailure = {
  type: 'InvalidHook',
  problems: [{ field: 'hook', reason: 'is needed: give the definition to be tried, as for POST /v1/hooks' }],
};

export const triedHook =
  (dependencies: TrialDependencies) =>
  (actor: Actor, { hook, definition }: Omit<DryRunRequest, 'event'>): Trying => {
    if (hook !== undefined)
      return saved(dependencies, actor, definition === undefined ? { hook } : { hook, definition });
    return definition === undefined ? TE.left(NOTHING_TO_TRY) : unsaved(dependencies, actor, definition);
  };
