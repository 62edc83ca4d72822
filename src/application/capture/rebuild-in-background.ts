import * as E from 'fp-ts/Either';
import { type BlockContent } from './block-content';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type HookTimeline, readTimeline, type TimelineEntry } from './hook-timeline';
import { type Publication } from './block-commands';
import { type Rebuilt } from './publisher';
import { rebuildBlocks, type RebuildDependencies, type RebuildRequest } from './rebuild-blocks';
import { untilAvailable } from '../until-available';

export interface RebuildRunDependencies
  extends Pick<CaptureDependencies, 'eventStore' | 'clock' | 'log'>, RebuildDependencies {}

const ROUND_BYTES = 32 * 1024 * 1024;

/** Builds the contents of publications from the log; one failure is waited out, a damaged history is logged and left. */
export const rebuildPublications = async (
  run: CaptureRun,
  dependencies: RebuildRunDependencies,
  publications: ReadonlyArray<Publication>,
  deliver: (rebuilt: ReadonlyArray<Rebuilt>) => Promise<void>,
): Promise<void> => {
  const timelines = new Map<number, HookTimeline | null>();
  for (const [account, ofAccount] of byAccount(publications)) {
    for (const round of rounds(ofAccount)) {
      if (run.stopping) return;
      const requests = await requestsOf(run, dependencies, { round, timelines });
      await deliver(await build(run, dependencies, { account, round, requests }));
    }
  }
};

const requestsOf = async (
  run: CaptureRun,
  dependencies: RebuildRunDependencies,
  { round, timelines }: Pick<Round, 'round'> & Pick<Wanted, 'timelines'>,
): Promise<ReadonlyArray<RebuildRequest>> => {
  const requests: RebuildRequest[] = [];
  for (const publication of round) {
    const request = await requestOf(run, dependencies, { publication, timelines });
    if (request !== null) requests.push(request);
  }
  return requests;
};

const byAccount = (publications: ReadonlyArray<Publication>): ReadonlyMap<number, ReadonlyArray<Publication>> => {
  const accounts = new Map<number, Publication[]>();
  for (const publication of publications) {
    const { account } = publication.lane;
    const list = accounts.get(account) ?? [];
    list.push(publication);
    accounts.set(account, list);
  }
  return accounts;
};

function* rounds(publications: ReadonlyArray<Publication>): Generator<ReadonlyArray<Publication>> {
  let round: Publication[] = [];
  let bytes = 0;
  for (const publication of publications) {
    round.push(publication);
    bytes += publication.due.block.bytes;
    if (bytes < ROUND_BYTES) continue;
    yield round;
    round = [];
    bytes = 0;
  }
  if (round.length > 0) yield round;
}

interface Wanted {
  readonly publication: Publication;
  readonly timelines: Map<number, HookTimeline | null>;
}

const requestOf = async (
  run: CaptureRun,
  dependencies: RebuildRunDependencies,
  { publication, timelines }: Wanted,
): Promise<RebuildRequest | null> => {
  const { lane, due } = publication;
  const known = timelines.get(lane.hook);
  const timeline = known === undefined ? await timelineOf(run, dependencies, publication) : known;
  timelines.set(lane.hook, timeline);
  const entry: TimelineEntry | null = timeline?.revision(due.block.revision) ?? null;
  const { root, source } = due.block;
  // Blocks by day are those of export runs, which have lanes of their own.
  if (entry === null || source.kind === 'day') return null;
  return { root, account: lane.account, source, entry };
};

const timelineOf = async (
  run: CaptureRun,
  { eventStore, clock, log }: RebuildRunDependencies,
  { lane }: Publication,
): Promise<HookTimeline | null> => {
  const stopped = (): boolean => run.stopping;
  const read = await untilAvailable(readTimeline(eventStore)(lane.account, lane.hook), { clock, log, stopped });
  if (E.isRight(read)) return read.right;
  if (!stopped())
    log.error('the history of a hook cannot be read; its blocks wait', { hook: lane.hook, failure: read.left.type });
  return null;
};

interface Round {
  readonly account: number;
  readonly round: ReadonlyArray<Publication>;
  readonly requests: ReadonlyArray<RebuildRequest>;
}

const build = async (
  run: CaptureRun,
  dependencies: RebuildRunDependencies,
  { account, round, requests }: Round,
): Promise<ReadonlyArray<Rebuilt>> => {
  const { clock, log } = dependencies;
  const built = await untilAvailable(rebuildBlocks(dependencies)(account, requests), {
    clock,
    log,
    stopped: () => run.stopping,
  });
  if (E.isLeft(built)) return [];
  return round.flatMap((publication) => {
    const content: BlockContent | undefined = built.right.get(publication.due.block.root);
    return content === undefined ? [] : [{ publication, content }];
  });
};
