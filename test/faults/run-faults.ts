import { type Cluster, startCluster } from './cluster';
import { type Fault, missingFor } from './fault';
import { brokenOff, type FaultResult, wrongIn } from './fault-result';
import { type LogServer, NO_LOG_SERVER } from './log-server';
import { NETWORK_FAULTS } from './network-faults';
import { faultLines, headLine, type SkippedFault, skippedLine } from './print-faults';
import { PROCESS_FAULTS } from './process-faults';
import { runFault } from './run-fault';
import { SERVER_FAULTS } from './server-faults';

export const FAULTS: ReadonlyArray<Fault> = [...SERVER_FAULTS, ...PROCESS_FAULTS, ...NETWORK_FAULTS];

export interface FaultsReport {
  readonly passed: boolean;
  readonly results: ReadonlyArray<FaultResult & { readonly wrong: ReadonlyArray<string> }>;
  readonly skipped: ReadonlyArray<SkippedFault>;
  /** Logs of processes whose fault failed. */
  readonly kept: ReadonlyArray<string>;
}

export interface FaultsRun {
  readonly faults: ReadonlyArray<Fault>;
  readonly openLog: () => Promise<LogServer | null>;
  /** The table, line by line. */
  readonly print: (line: string) => void;
  /** What goes on meanwhile. */
  readonly say: (line: string) => void;
  /** Gets what ends everything that runs, for an early end. */
  readonly onBegin: (end: () => Promise<unknown>) => void;
}

/** Events a second before each fault: a load worth the name. */
const LEAST_RATE = 500;

interface Ground {
  readonly get: () => Promise<Cluster>;
  /** The folder, if it is to be kept. */
  readonly end: (keep: boolean) => Promise<string | null>;
}

/** Servers and processes for as long as all goes well: after a failure everything is made anew. */
const grounds = (openLog: FaultsRun['openLog']): Ground => {
  let log: LogServer | null = null;
  let cluster: Cluster | null = null;
  const end: Ground['end'] = async (keep) => {
    const ended = cluster;
    cluster = null;
    await ended?.dispose(keep);
    await log?.dispose();
    log = null;
    return ended === null || !keep ? null : ended.folder;
  };
  return {
    get: async () => {
      if (cluster !== null) return cluster;
      log = await openLog();
      cluster = await startCluster(log);
      return cluster;
    },
    end,
  };
};

const tryFault = (cluster: Cluster, fault: Fault, say: FaultsRun['say']): Promise<FaultResult> =>
  runFault(cluster, fault, LEAST_RATE, say).catch((cause: unknown) => brokenOff(fault.name, cause));

/** One fault after the other. */
export const runFaults = async ({ faults, openLog, print, say, onBegin }: FaultsRun): Promise<FaultsReport> => {
  const ground = grounds(openLog);
  const results: FaultResult[] = [];
  const skipped: SkippedFault[] = [];
  const kept: string[] = [];
  onBegin(() => ground.end(false));
  print(headLine());
  try {
    for (const fault of faults) {
      const cluster = await ground.get();
      const reason = missingFor(fault, cluster, NO_LOG_SERVER);
      if (reason !== null) {
        skipped.push({ fault: fault.name, reason });
        continue;
      }
      const result = await tryFault(cluster, fault, say);
      results.push(result);
      for (const line of faultLines(result)) print(line);
      if (wrongIn(result).length > 0) kept.push((await ground.end(true)) ?? '');
    }
  } finally {
    await ground.end(false);
  }
  for (const one of skipped) print(skippedLine(one));
  for (const folder of kept) print(`The logs of the processes are kept: ${folder}`);
  const judged = results.map((result) => ({ ...result, wrong: wrongIn(result) }));
  return { passed: judged.every(({ wrong }) => wrong.length === 0), results: judged, skipped, kept };
};
