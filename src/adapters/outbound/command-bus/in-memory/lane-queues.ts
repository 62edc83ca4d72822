import { type BlockCommand } from '../../../../application/deliver/block-command';

/** Commands by lane, each lane in order; lanes take turns. */
export interface LaneQueues {
  readonly push: (command: BlockCommand) => void;
  /** Puts commands that came back from a lost worker before all others of their lanes, in their old order. */
  readonly giveBack: (commands: ReadonlyArray<BlockCommand>) => void;
  /** The next of the lane whose turn it is. */
  readonly shift: () => BlockCommand | undefined;
  readonly clear: () => void;
}

export const laneQueues = (): LaneQueues => {
  const lanes = new Map<string, BlockCommand[]>();

  const queueOf = (lane: string): BlockCommand[] => {
    const known = lanes.get(lane);
    if (known !== undefined) return known;
    const queue: BlockCommand[] = [];
    lanes.set(lane, queue);
    return queue;
  };

  return {
    push: (command) => void queueOf(command.lane).push(command),
    giveBack: (commands) => {
      for (const command of [...commands].reverse()) queueOf(command.lane).unshift(command);
    },
    shift: () => {
      for (const [lane, queue] of lanes) {
        const command = queue.shift();
        lanes.delete(lane);
        if (queue.length > 0) lanes.set(lane, queue);
        if (command !== undefined) return command;
      }
      return undefined;
    },
    clear: () => {
      lanes.clear();
    },
  };
};
