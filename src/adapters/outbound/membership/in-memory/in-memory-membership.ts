import { type Member, type Membership } from '../../../../application/ports/membership';

export interface InMemoryCluster {
  readonly membership: (member: Pick<Member, 'process' | 'startedAt' | 'roles'>) => Membership;
  /** As a process that dies: it says nothing more, and the others no longer count on it. */
  readonly kill: (process: string) => void;
}

/** Processes of one test, or the one process of the embedded default. */
export const inMemoryCluster = (): InMemoryCluster => {
  const members = new Map<string, Member>();
  const calls = new Map<string, Set<() => void>>();
  const dead = new Set<string>();

  const tellOthersThan = (changed: string): void => {
    for (const [process, listeners] of calls) {
      if (process === changed || dead.has(process)) continue;
      for (const call of [...listeners]) call();
    }
  };

  const remove = (process: string): void => {
    if (members.delete(process)) tellOthersThan(process);
  };

  return {
    membership: (member) => {
      const { process } = member;
      const listeners = new Set<() => void>();
      calls.set(process, listeners);
      let self: Member = { ...member, holds: [] };
      return {
        self: process,
        members: () => [...members.values()],
        hold: (holds) => {
          self = { ...self, holds };
          if (dead.has(process) || !members.has(process)) return;
          members.set(process, self);
          tellOthersThan(process);
        },
        onChange: (call) => {
          listeners.add(call);
          return () => void listeners.delete(call);
        },
        join: () => {
          members.set(process, self);
          tellOthersThan(process);
          return Promise.resolve();
        },
        leave: () => {
          remove(process);
          return Promise.resolve();
        },
      };
    },
    kill: (process) => {
      dead.add(process);
      remove(process);
    },
  };
};
