import { type Cluster } from './cluster';

/** What a fault needs to be done at all. */
export type Need = 'one process' | 'several processes' | 'to freeze the log' | 'to restart the log';

export interface Fault {
  readonly name: string;
  readonly needs: ReadonlyArray<Need>;
  /** Milliseconds under load before it is healed. */
  readonly lastsMs: number;
  /** The others must deliver again so many milliseconds after it began, before anything is healed. */
  readonly takeoverWithinMs?: number;
  /** A question of REST that must be answered as soon. */
  readonly asks?: string;
  /** Does it; resolves once it is done, with the way to heal it. */
  readonly inject: (cluster: Cluster) => Promise<() => Promise<void>>;
}

/** Null: it can be done; otherwise why not. */
export const missingFor = ({ needs }: Fault, { log }: Pick<Cluster, 'log'>, noLog: string): string | null => {
  const reasons: Readonly<Record<Need, string | null>> = {
    'one process': log === null ? null : 'of one process with a log of its own',
    'several processes': log === null ? `several processes need an EventStoreDB: ${noLog}` : null,
    'to freeze the log':
      log === null ? noLog : log.freezer === null ? 'EVENTSTOREDB_PID does not say which process to stop' : null,
    'to restart the log':
      log === null
        ? noLog
        : log.restarter === null
          ? 'the server is not ours to start: EVENTSTOREDB_START is not set'
          : null,
  };
  return needs.map((need) => reasons[need]).find((reason) => reason !== null) ?? null;
};
