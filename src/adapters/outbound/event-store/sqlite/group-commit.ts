import { type NewEvent } from '../../../../application/ports/event-store';
import { type EngineLink } from './engine-link';
import { type AppendAnswer, type AppendGroup } from './engine-protocol';

export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: ReadonlyArray<NewEvent>;
  readonly bytes: number;
}
export type AnsweredAppend = readonly [Append, AppendAnswer];

export interface GroupCommit {
  readonly append: (append: Append) => Promise<AppendAnswer>;
  /** Resolves when nothing is under way. */
  readonly drained: () => Promise<void>;
}

export interface GroupCommitSettings {
  readonly link: Pick<EngineLink, 'append'>;
  readonly now: () => number;
  /** Told of every group in the order of the log, before the callers are. */
  readonly settled: (group: ReadonlyArray<AnsweredAppend>, now: number) => void;
}

interface Waiting extends Append {
  readonly settle: (answer: AppendAnswer) => void;
}

/** One group is being written while the next one waits ready; whatever comes meanwhile gathers in one more. */
const GROUPS_UNDER_WAY = 2;
const GROUP_BYTES = 4 * 1024 * 1024;
/** An event costs something even without data. */
const EVENT_OVERHEAD_BYTES = 256;
/** Appends beyond this wait outside, in order of arrival. */
const ADMITTED_BYTES = 64 * 1024 * 1024;

const weightOf = ({ bytes, events }: Append): number => bytes + events.length * EVENT_OVERHEAD_BYTES;

const groupOf = (appends: ReadonlyArray<Append>, now: number): AppendGroup => {
  const events = appends.flatMap((append) => append.events);
  return {
    now,
    streams: appends.map(({ stream }) => stream),
    expectations: appends.map(({ expected }) => expected),
    counts: appends.map((append) => append.events.length),
    ids: events.map(({ id }) => id),
    types: events.map(({ type }) => type),
    data: events.map(({ data }) => data),
    metadata: events.map(({ metadata }) => metadata ?? null),
  };
};

/** Puts the appends of a moment into one transaction, so that they share its flush to the disk. */
export const groupCommit = ({ link, now, settled }: GroupCommitSettings): GroupCommit => {
  let admitted: Waiting[] = [];
  const outside: Waiting[] = [];
  let admittedBytes = 0;
  let underWay = 0;
  let scheduled = false;
  const idleCallers: (() => void)[] = [];

  const takeGroup = (): ReadonlyArray<Waiting> => {
    let bytes = 0;
    let count = 0;
    for (const append of admitted) {
      if (count > 0 && bytes + weightOf(append) > GROUP_BYTES) break;
      bytes += weightOf(append);
      count += 1;
    }
    const group = admitted.slice(0, count);
    admitted = admitted.slice(count);
    return group;
  };

  const admit = (): void => {
    for (let first = outside[0]; first !== undefined; first = outside[0]) {
      if (admittedBytes > 0 && admittedBytes + weightOf(first) > ADMITTED_BYTES) return;
      outside.shift();
      admittedBytes += weightOf(first);
      admitted.push(first);
    }
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  const settle = (group: ReadonlyArray<Waiting>, answers: ReadonlyArray<AppendAnswer>, sentAt: number): void => {
    const answered = group.flatMap((append, index): ReadonlyArray<readonly [Waiting, AppendAnswer]> => {
      const answer = answers[index];
      return answer === undefined ? [] : [[append, answer]];
    });
    settled(answered, sentAt);
    underWay -= 1;
    for (const [append, answer] of answered) {
      admittedBytes -= weightOf(append);
      append.settle(answer);
    }
    admit();
    if (admitted.length > 0) schedule();
    else if (underWay === 0) for (const tell of idleCallers.splice(0)) tell();
  };

  const flush = (): void => {
    scheduled = false;
    while (underWay < GROUPS_UNDER_WAY && admitted.length > 0) {
      const group = takeGroup();
      const sentAt = now();
      underWay += 1;
      void link.append(groupOf(group, sentAt)).then((answers) => {
        settle(group, answers, sentAt);
      });
    }
  };

  return {
    append: (append) =>
      new Promise((settleOne) => {
        outside.push({ ...append, settle: settleOne });
        admit();
        schedule();
      }),
    drained: async () => {
      if (underWay === 0 && admitted.length === 0) return;
      await new Promise<void>((tell) => idleCallers.push(tell));
    },
  };
};
