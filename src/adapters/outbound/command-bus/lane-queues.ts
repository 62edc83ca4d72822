import { type BlockCommand } from '../../../application/deliver/block-command';

/** A command and when it was published, among all. */
export interface Queued {
  readonly command: BlockCommand;
  readonly serial: number;
}

/** Commands by lane, each lane in order; lanes take turns. */
export interface LaneQueues {
  readonly push: (command: BlockCommand) => void;
  /** Puts back, each at its old place in its lane, what came back from a lost worker. */
  readonly giveBack: (lost: ReadonlyArray<Queued>) => void;
  /** The next of the lane whose turn it is; it stays. */
  readonly peek: () => Queued | undefined;
  readonly shift: () => Queued | undefined;
  /** Takes out what is meant, in the order of publishing. */
  readonly withdraw: (meant: (command: BlockCommand) => boolean) => ReadonlyArray<Queued>;
  readonly clear: () => void;
}

/** A lane with something to hand out, and the lane whose turn is after it. */
interface LaneQueue {
  readonly lane: string;
  readonly waiting: Queued[];
  next: LaneQueue | null;
}

/** The turns are a chain, so that a turn costs the same with ten lanes and with ten thousand. */
export const laneQueues = (): LaneQueues => {
  const lanes = new Map<string, LaneQueue>();
  let first: LaneQueue | null = null;
  let last: LaneQueue | null = null;
  let serial = 0;

  const takeTurn = (queue: LaneQueue): void => {
    queue.next = null;
    if (last === null) first = queue;
    else last.next = queue;
    last = queue;
  };

  const queueOf = (lane: string): LaneQueue => {
    const known = lanes.get(lane);
    if (known !== undefined) return known;
    const queue = { lane, waiting: [], next: null };
    lanes.set(lane, queue);
    takeTurn(queue);
    return queue;
  };

  const clear = (): void => {
    lanes.clear();
    first = null;
    last = null;
  };

  return {
    push: (command) => {
      serial += 1;
      queueOf(command.lane).waiting.push({ command, serial });
    },
    giveBack: (lost) => {
      for (const queued of lost) queueOf(queued.command.lane).waiting.push(queued);
      for (const lane of new Set(lost.map(({ command }) => command.lane))) {
        queueOf(lane).waiting.sort((one, other) => one.serial - other.serial);
      }
    },
    peek: () => first?.waiting[0],
    shift: () => {
      if (first === null) return undefined;
      const queue = first;
      first = queue.next;
      if (first === null) last = null;
      const next = queue.waiting.shift();
      if (queue.waiting.length > 0) takeTurn(queue);
      else lanes.delete(queue.lane);
      return next;
    },
    withdraw: (meant) => {
      const turns: LaneQueue[] = [];
      for (let queue = first; queue !== null; queue = queue.next) turns.push(queue);
      clear();
      const out: Queued[] = [];
      for (const { lane, waiting } of turns) {
        out.push(...waiting.filter(({ command }) => meant(command)));
        const left = waiting.filter(({ command }) => !meant(command));
        if (left.length > 0) queueOf(lane).waiting.push(...left);
      }
      return out.sort((one, other) => one.serial - other.serial);
    },
    clear,
  };
};
