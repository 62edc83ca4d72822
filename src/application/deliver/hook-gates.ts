import { type Clock } from '../ports/clock';
import { type Pace, pace } from './pace';
import { type Permits, permits } from './permits';

/** What limits the requests of one hook in this process. */
export interface HookGate {
  readonly slots: Permits;
  readonly pace: Pace;
}

export interface HookGates {
  /** The hook's gate, for `parallelism` requests at once from now on. */
  readonly enter: (hook: number, parallelism: number) => HookGate;
  /** A block of the hook ended; an idle gate is let go. */
  readonly leave: (hook: number) => void;
}

export const hookGates = (clock: Pick<Clock, 'monotonic' | 'after'>): HookGates => {
  const gates = new Map<number, HookGate & { blocks: number; parallelism: number }>();
  const paces = new Map<number, Pace>();
  return {
    enter: (hook, parallelism) => {
      const gate = gates.get(hook) ?? { slots: permits(parallelism), pace: paces.get(hook) ?? pace(clock), blocks: 0, parallelism };
      if (gate.parallelism !== parallelism) {
        gate.parallelism = parallelism;
        gate.slots.resize(parallelism);
      }
      gate.blocks += 1;
      gates.set(hook, gate);
      return gate;
    },
    leave: (hook) => {
      const gate = gates.get(hook);
      if (gate === undefined) return;
      gate.blocks -= 1;
      if (gate.blocks > 0) return;
      gates.delete(hook);
    },
  };
};
