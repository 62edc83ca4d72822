import * as E from 'fp-ts/Either';
import { exportRunAggregate } from '../../src/application/commands/export-run-aggregate';
import { engineCommandsRun } from '../../src/application/commands/engine-commands-run';
import { encodeExportRunEvent } from '../../src/application/codecs/export-run-codec';
import { type EventStore } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { exportRunStream } from '../../src/application/streams';
import { type ExportRun } from '../../src/domain/export-run/export-run';
import { runId } from '../../src/domain/export-run/run-id';
import { replay } from '../../src/domain/shared/decider';
import { ACCOUNT, AT } from '../support/hook-builders';
import { DAYS } from './model-events';
import { type ModelHook, type Standing, standingOf } from './model-hooks';

/** An export of a hook as it stood, of what was recorded before `began`. */
export interface ModelRun {
  readonly id: string;
  readonly hook: ModelHook;
  readonly pinned: Standing;
  readonly began: bigint;
}

export type RunAction = 'SuspendExportRun' | 'ResumeExportRun' | 'AbortExportRun';

export interface ModelRuns {
  readonly all: () => ReadonlyArray<ModelRun>;
  /** False: the hook is not active, or has a run that is not over. */
  readonly start: (hook: ModelHook) => Promise<boolean>;
  /** False: it was refused. */
  readonly act: (run: ModelRun, action: RunAction) => Promise<boolean>;
  /** As its own stream has it, whoever changed it. */
  readonly stateOf: (id: string) => Promise<ExportRun>;
}

export const isOver = ({ status }: ExportRun): boolean => status === 'completed' || status === 'aborted';

/** Runs and the commands of people on them, straight into the log. */
export const modelRuns = (eventStore: EventStore, identity: Identity): ModelRuns => {
  const runs: ModelRun[] = [];
  const command = engineCommandsRun({ eventStore, identity });

  /** Final: nothing changes them any more. */
  const ended = new Map<string, ExportRun>();

  const readState = async (id: string): Promise<ExportRun> => {
    const all = { direction: 'forwards', from: 'start', maxCount: 1000 } as const;
    const page = await eventStore.readStream(exportRunStream(ACCOUNT, id), all)();
    if (E.isLeft(page)) throw new Error(page.left.type);
    return replay(exportRunAggregate.decider)(
      page.right.events.map((stored) => {
        const event = exportRunAggregate.decode(stored);
        if (E.isLeft(event)) throw new Error(`an event of run ${id} is damaged`);
        return event.right;
      }),
    );
  };

  const stateOf = async (id: string): Promise<ExportRun> => {
    const known = ended.get(id);
    if (known !== undefined) return known;
    const state = await readState(id);
    if (isOver(state)) ended.set(id, state);
    return state;
  };

  const startedOf = (hook: ModelHook, id: string) =>
    encodeExportRunEvent({
      type: 'ExportRunStarted',
      run: id,
      hook: hook.id,
      account: ACCOUNT,
      at: AT,
      by: 'ops',
      period: {
        from: DAYS[0],
        to: DAYS[2],
        zone: 'UTC',
        begins: Date.parse(`${DAYS[0]}T00:00:00Z`),
        ends: Date.parse(`${DAYS[2]}T00:00:00Z`) + 86_400_000,
      },
      hookRevision: hook.standings.length - 1,
      types: standingOf(hook).definition.rule.types,
      notExportable: [],
      skipDelivered: false,
    });

  return {
    all: () => runs,
    stateOf,
    start: async (hook) => {
      const before = runs.filter((run) => run.hook === hook);
      const newest = before.at(-1);
      const isFree = newest === undefined || isOver(await stateOf(newest.id));
      if (standingOf(hook).status !== 'active' || !isFree) return false;
      const id = runId(hook.id, before.length + 1);
      const stored = { id: identity.random(), ...startedOf(hook, id) };
      const appended = await eventStore.append(exportRunStream(ACCOUNT, id), 'no-stream', [stored])();
      if (E.isLeft(appended)) throw new Error(`the start of a run was refused: ${appended.left.type}`);
      runs.push({ id, hook, pinned: standingOf(hook), began: appended.right.position });
      return true;
    },
    act: async ({ id, hook }, type) => {
      const base = { run: id, hook: hook.id, account: ACCOUNT, at: AT, by: 'ops' };
      const hookIsActive = standingOf(hook).status === 'active';
      const done = await command(type === 'ResumeExportRun' ? { ...base, type, hookIsActive } : { ...base, type })();
      return E.isRight(done);
    },
  };
};
