import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type SuspensionReason } from '../../domain/hook/hook-event';
import { ENGINE } from '../../domain/shared/engine';
import { type HookCommandFailure } from '../use-cases/hooks';
import { commandHook, type CommandHookPorts } from './command-hook';

export interface EngineSuspension {
  readonly account: number;
  readonly hook: number;
  readonly reason: Exclude<SuspensionReason, 'operator'>;
  /** For people, up to 1,000 characters. */
  readonly note?: string;
}

/** True: suspended now. False: it delivers nothing anyhow, being suspended, inactive, deleted or unknown. */
export type EngineSuspendsHook = (suspension: EngineSuspension) => TE.TaskEither<HookCommandFailure, boolean>;

const AT_REST: ReadonlySet<string> = new Set(['HookAlreadySuspended', 'HookNotActive', 'HookDeleted', 'HookNotFound']);

/** The engine's only command on hooks. */
export const engineSuspendsHook =
  (ports: CommandHookPorts): EngineSuspendsHook =>
  ({ account, hook, ...suspension }) =>
    pipe(
      commandHook(ports)({
        actor: { account, name: ENGINE },
        hook,
        commandFor: (base) => E.right({ type: 'SuspendHook', ...base, ...suspension }),
      }),
      TE.map(() => true),
      TE.orElse((failure) => (AT_REST.has(failure.type) ? TE.right(false) : TE.left(failure))),
    );
