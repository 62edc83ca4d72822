import * as E from 'fp-ts/Either';
import { evolve } from '../../domain/export-run/evolve';
import { type StartedRun } from '../../domain/export-run/export-run';
import { hookAndNumberOf, runId } from '../../domain/export-run/run-id';
import { decodeExportRunEvent } from '../codecs/export-run-codec';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type FollowPorts, followLog } from './follow-log';
import { positionMark } from './position-mark';

export interface RunFilter {
  readonly hook?: number;
  readonly status?: StartedRun['status'];
  /** Runs after this one in the order of the list. */
  readonly after?: string;
  readonly limit: number;
}
export interface RunPage {
  readonly runs: ReadonlyArray<StartedRun>;
  /** Null: there are no more. */
  readonly next: string | null;
}

/** Every export run as it stands, folded from the log by a subscription of its own. */
export interface ExportRunDirectory {
  readonly get: (run: string) => StartedRun | undefined;
  /** The hook's newest run. */
  readonly newestOf: (hook: number) => StartedRun | undefined;
  /** Newest first. */
  readonly list: (account: number, filter: RunFilter) => RunPage;
  /** Resolves once an event of a run at or after the position is folded; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly position: () => bigint | null;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

export const exportRunDirectory = (ports: FollowPorts): ExportRunDirectory => {
  /** In the order of their starts. */
  const runs = new Map<string, StartedRun>();
  const newest = new Map<number, number>();
  const mark = positionMark();

  const foldEvent = (stored: RecordedEvent): void => {
    const decoded = decodeExportRunEvent(stored);
    if (E.isLeft(decoded)) {
      const { stream, revision, detail } = decoded.left;
      ports.log.error('an event of an export run cannot be read and is left out', {
        stream,
        revision: String(revision),
        detail,
      });
      return;
    }
    const { run, hook } = decoded.right;
    const state = evolve(runs.get(run) ?? { status: 'absent' }, decoded.right);
    if (state.status === 'absent') return;
    runs.set(run, state);
    newest.set(hook, Math.max(newest.get(hook) ?? 0, hookAndNumberOf(run)?.n ?? 0));
  };

  const following = followLog(ports, PREFIXES.exportRuns, (page) => {
    for (const stored of page) foldEvent(stored);
    const last = page.at(-1);
    if (last !== undefined) mark.advance(last.position);
  });

  const list = (account: number, { hook, status, after, limit }: RunFilter): RunPage => {
    const listed = [...runs.values()]
      .reverse()
      .filter((run) => run.account === account)
      .filter((run) => (hook ?? run.hook) === run.hook && (status ?? run.status) === run.status);
    const from = after === undefined ? 0 : listed.findIndex(({ run }) => run === after) + 1;
    const page = listed.slice(from, from + limit);
    return { runs: page, next: listed.length > from + limit ? (page.at(-1)?.run ?? null) : null };
  };

  return {
    get: (run) => runs.get(run),
    newestOf: (hook) => runs.get(runId(hook, newest.get(hook) ?? 0)),
    list,
    position: mark.position,
    reached: mark.reached,
    ready: following.ready,
    close: () => {
      following.close();
      mark.release();
    },
  };
};
