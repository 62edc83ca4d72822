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
  /** A block of the hook ended; an idle gate is let go once its rate has nothing left to remember. */
  readonly leave: (hook: number) => void;
  /** Nobody waits for a rate any more. */
  readonly hurry: () => void;
  readonly size: () => number;
}

interface Kept extends HookGate {
  blocks: number;
  lingers: boolean;
}

export const hookGates = (clock: Pick<Clock, 'monotonic' | 'after'>): HookGates => {
  const gates = new Map<number, Kept>();

  const letGo = (hook: number, gate: Kept): void => {
    if (gate.blocks > 0 || gate.lingers) return;
    const restMs = gate.pace.restMs();
    if (restMs === 0) {
      gates.delete(hook);
      return;
    }
    gate.lingers = true;
    clock.after(restMs, () => {
      gate.lingers = false;
      letGo(hook, gate);
    });
  };

  return {
    enter: (hook, parallelism) => {
      const gate = gates.get(hook) ?? { slots: permits(parallelism), pace: pace(clock), blocks: 0, lingers: false };
      gate.slots.resize(parallelism);
      gate.blocks += 1;
      gates.set(hook, gate);
      return gate;
    },
    leave: (hook) => {
      const gate = gates.get(hook);
      if (gate === undefined) return;
      gate.blocks -= 1;
      letGo(hook, gate);
    },
    hurry: () => {
      for (const gate of gates.values()) gate.pace.hurry();
    },
    size: () => gates.size,
  };
};
