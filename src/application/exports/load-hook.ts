import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type LivingHook } from '../../domain/hook/hook';
import { hookAggregate } from '../commands/hook-aggregate';
import { loadAggregate } from '../commands/load-aggregate';
import { asUnavailable } from '../commands/unavailable';
import { livingHook } from '../commands/visible-hook';
import { hookStream } from '../streams';
import { type ExportRunFailure } from '../use-cases/export-runs';
import { type Actor } from '../use-cases/hooks';
import { type ExportPorts } from './export-ports';

/** A hook with what the catalogue says of its types. */
export interface LoadedHook {
  readonly hook: LivingHook;
  readonly revision: number;
  readonly types: ReadonlyArray<{ readonly code: string; readonly exportable: boolean }>;
}

/** The hook as its own events have it: what is pinned must be what is saved. */
export const loadHook = (
  { eventStore, catalogueOf }: Pick<ExportPorts, 'eventStore' | 'catalogueOf'>,
  { account }: Actor,
  hook: number,
): TE.TaskEither<ExportRunFailure, LoadedHook> =>
  pipe(
    loadAggregate(hookAggregate)(eventStore)(hookStream(account, hook)),
    TE.mapError((failure): ExportRunFailure => asUnavailable(failure)),
    TE.flatMapEither(({ state, last }): E.Either<ExportRunFailure, LoadedHook> => {
      const living = livingHook(state, hook, account);
      if (E.isLeft(living)) return E.left({ type: state.status === 'deleted' ? 'HookDeleted' : 'HookNotFound', hook });
      const catalogue = catalogueOf(account);
      const types = living.right.definition.rule.types.map((code) => ({
        code,
        exportable: catalogue.find(code)?.exportable ?? false,
      }));
      return E.right({ hook: living.right, revision: Number(last?.revision ?? 0n), types });
    }),
  );
