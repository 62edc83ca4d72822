import { type Cluster } from './cluster';

/** What a fault needs to be done at all. */
export type Need = 'one process' | 'several processes' | 'to freeze the log' | 'to restart the log';

/** What the others must do before anything is healed. */
export interface Takeover {
  /** From the fault, in milliseconds. */
  readonly withinMs: number;
  /** What shows it: deliveries go on at every hook; an event made after the fault is delivered; a question of REST is answered. */
  readonly shownBy: 'deliveries of every hook' | 'a later event' | { readonly asked: string };
}

export interface Fault {
  readonly name: string;
  readonly needs: ReadonlyArray<Need>;
  /** Milliseconds under load before it is healed. */
  readonly lastsMs: number;
  readonly takeover?: Takeover;
  /** Does it; resolves once it is done, with the way to heal it. */
  readonly inject: (cluster: Cluster) => Promise<() => Promise<void>>;
}

/** Null: it can be done; otherwise why not. */
export const missingFor = (
  { needs }: Pick<Fault, 'needs'>,
  { log }: Pick<Cluster, 'log'>,
  noLog: string,
): string | null => {
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
